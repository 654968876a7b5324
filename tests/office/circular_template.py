"""Makes site_templates/office/通报.docx, the Word template of the circular as we ship it.

    python -m tests.office.circular_template

The office then edits that file in Word: words, fonts and order are its own; what stands in braces
is filled in. The layout is that of an official document on A4: 22 lines of 28 characters.
"""

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from tests.office.official_layout import (
    LOOKS,
    add,
    add_style,
    landscape,
    packed,
    plain_table,
    portrait,
    put_in_order,
    red_line,
    set_defaults,
)

TEMPLATE = Path(__file__).parents[2] / "site_templates" / "office" / "通报.docx"


def write_template() -> bytes:
    """The template as the bytes of a .docx file, the same every time."""
    document = Document()
    for style in LOOKS:
        add_style(document, style)
    set_defaults(document)
    portrait(document.sections[0])
    add_letterhead(document)
    add_opening(document)
    add_results(document)
    add_faults(document)
    add_demands(document)
    add_signature(document)
    landscape(document.add_section(WD_SECTION.NEW_PAGE))
    add_attachments(document)
    for part in (document.element, document.styles.element):
        put_in_order(part)
    return packed(document)


def add_letterhead(document: WordDocument) -> None:
    """发文机关标志, a blank 发文字号 with the red line, and the title."""
    add(document, "发文机关标志", "{{ authority }}")
    red_line(add(document, "发文字号", "____〔20__〕__号"))
    add(document, "公文标题", "{{ title }}")
    add(document, "公文副标题", "{%p if draft %}", "（征求意见稿）", "{%p endif %}")
    demo = "演示数据，非真实评估结果：地区、单位和数值均为虚构"
    add(document, "演示说明", "{%p if demo %}", demo, "{%p endif %}")
    add(document, "主送机关", "各有关单位：")


def add_opening(document: WordDocument) -> None:
    """Why and how it was assessed, and the numbers in words."""
    add(
        document,
        "公文正文",
        "按照{{ basis }}，{{ authority }}组织开展了{{ name }}，{{ work }}期间为{{ period }}"
        "{% if deadline %}，报送截止时间为{{ deadline }}{% endif %}"
        "{% if cutoff %}，数据截止时间为{{ cutoff }}{% endif %}。现将有关情况通报如下。",
    )
    add(document, "一级标题", "一、总体情况")
    add(document, "公文正文", "{%p for group in groups %}")
    heading(document)
    add(
        document,
        "公文正文",
        "应参评单位{{ group.expected }}个，实际参评{{ group.counted }}个"
        "{% if group.absent_count %}，未列入{{ group.absent_count }}个{% endif %}"
        "{% if group.late_count %}；参评单位中逾期报送{{ group.late_count }}个{% endif %}。"
        "{{ work }}使用《{{ group.rubric.title }}》，共{{ group.indicators }}项指标"
        "{% if group.rubric.full %}，基础分合计{{ group.rubric.full }}{% endif %}"
        "{% if group.rubric.extras %}，另设{{ group.rubric.extras }}{% endif %}"
        "{% if group.rubric.parts %}，{{ group.rubric.total_title }}由{{ group.rubric.parts }}"
        "组成{% endif %}。",
        "{%p if group.spread %}",
        "参评单位平均{{ group.rubric.total_title }}{{ group.spread.average }}"
        "{{ group.rubric.measure }}，高于平均的{{ group.spread.above }}个；最高"
        "{{ group.spread.highest }}{{ group.rubric.measure }}"
        "（{{ group.spread.highest_units }}），最低{{ group.spread.lowest }}"
        "{{ group.rubric.measure }}（{{ group.spread.lowest_units }}）。",
        "{%p endif %}",
        "{%p if group.words %}",
        "本细则不计分、不排名，只列各项指标的核定情况。参评单位合计：{{ group.word_counts }}。",
        "{%p endif %}",
        "{%p endfor %}",
    )


def add_results(document: WordDocument) -> None:
    """The ranking of every group; where nothing is ranked, how often each word came."""
    add(document, "一级标题", "二、{{ work }}结果")
    add(document, "公文正文", "{%p for group in groups %}")
    heading(document)
    add(document, "公文正文", "{%p if group.ranking %}")
    add(document, "表题", "{{ group.name }}{{ group.rubric.total_title }}排名")
    ranking_table(document)
    add(
        document,
        "表注",
        "注：名次按公布的{{ group.rubric.total_title }}由高到低排列，相同的并列"
        "{% if group.rubric.note %}；{{ group.rubric.note }}{% endif %}。",
        "{%p endif %}",
    )
    add(document, "公文正文", "{%p if group.word_rows %}")
    add(document, "表题", "{{ group.name }}各项指标情况（项数）")
    unit_word_table(document)
    add(document, "表注", "注：按单位名录的顺序排列，不是名次。", "{%p endif %}")
    add(
        document,
        "公文正文",
        "{%p if group.absent %}",
        "未列入{{ work }}的单位：{{ group.absent }}。未列入不等于0分。",
        "{%p endif %}",
        "{%p endfor %}",
    )


def add_faults(document: WordDocument) -> None:
    """Who didn't file or filed late, where most was lost, and the public flags."""
    add(document, "一级标题", "三、存在的问题")
    add(document, "二级标题", "（一）报送方面")
    add(
        document,
        "公文正文",
        "{%p if absences %}",
        "{% for item in absences %}{{ item.words }}的{{ item.count }}个：{{ item.units }}"
        "{% if not loop.last %}；{% endif %}{% endfor %}。",
        "{%p else %}",
        "应参评单位均已列入{{ work }}。",
        "{%p endif %}",
        "{%p if late %}",
        "逾期报送、仍列入{{ work }}的{{ late_count }}个：{{ late }}。",
        "{%p endif %}",
    )
    add(document, "二级标题", "（二）指标方面")
    add(document, "公文正文", "{%p for group in groups %}")
    add_losses(document)
    add_shortfalls(document)
    add(
        document,
        "公文正文",
        "{%p if group.unfilled or group.pending %}",
        "{{ group.name }}{% if group.unfilled %}未填{{ group.unfilled }}项次{% endif %}"
        "{% if group.unfilled and group.pending %}，{% endif %}"
        "{% if group.pending %}待核定{{ group.pending }}项次{% endif %}。",
        "{%p endif %}",
        "{%p endfor %}",
    )
    add_flags(document)


def add_losses(document: WordDocument) -> None:
    """The rows in which most units of a group lost points."""
    add(
        document,
        "公文正文",
        "{%p if group.losses %}",
        "{{ group.name }}在{{ group.loss_count }}项指标上有失分，失分单位较多的指标如下表。",
    )
    add(document, "表题", "{{ group.name }}失分单位较多的指标")
    heads = ("指标", "满分", "失分单位数", "失分单位平均失分")
    cells = ("{{ row.title }}", "{{ row.most }}", "{{ row.units }}", "{{ row.average }}")
    plain_table(document, "group.losses", heads, cells, (84, 20, 24, 28))
    add(document, "表注", "{%p endif %}")


def add_shortfalls(document: WordDocument) -> None:
    """The rows in which most units of a group fell short, where rows have words."""
    add(
        document,
        "公文正文",
        "{%p if group.shortfalls %}",
        "{{ group.name }}在{{ group.shortfall_count }}项指标上有单位没有完全达到要求，"
        "单位较多的指标如下表。",
    )
    add(document, "表题", "{{ group.name }}没有完全达到的指标")
    heads = ("指标", "没有达到的单位数", "部分达到或接近的单位数")
    cells = ("{{ row.title }}", "{{ row.short }}", "{{ row.near }}")
    plain_table(document, "group.shortfalls", heads, cells, (92, 30, 34))
    add(document, "表注", "{%p endif %}")


def add_flags(document: WordDocument) -> None:
    """The public flags, by condition."""
    add(document, "二级标题", "{%p if flags %}", "（三）需要核实的情形")
    add(
        document,
        "公文正文",
        "按照公开的判定条件，共有{{ flag_count }}条提示，如下表。所列均为线索，不等于结论，"
        "以核实结果为准。",
    )
    add(document, "表题", "需要核实的情形")
    heads = ("情形", "级别", "条数", "涉及单位")
    cells = ("{{ row.title }}", "{{ row.severity }}", "{{ row.count }}", "{{ row.units }}")
    plain_table(document, "flags", heads, cells, (58, 22, 16, 60), texts=(0, 3))
    add(document, "表注", "{%p endif %}")


def add_demands(document: WordDocument) -> None:
    """What has to be done next; what the office has to decide stays blank."""
    add(document, "一级标题", "四、下一步要求")
    last = add(
        document,
        "公文正文",
        "各单位要对照本通报和附件，查清失分和没有达到要求的原因，逐项制定整改措施，"
        "{% if due %}于{{ due }}前{% else %}于____年__月__日前{% endif %}完成整改，"
        "并书面报送整改情况。",
        "{%p if absences %}",
        "未列入{{ work }}的单位要说明原因，并于____年__月__日前补报。",
        "{%p endif %}",
        "{%p if register %}",
        "已登记的整改问题{{ register.due }}个，其中已销号{{ register.cleared }}个、"
        "整改中{{ register.under_way }}个、未整改{{ register.untouched }}个"
        "{% if register.overdue %}，逾期{{ register.overdue }}个{% endif %}，"
        "销号率{{ register.rate }}。有关单位要按期整改，逐项销号。",
        "{%p endif %}",
        "对本通报所列结果有异议的，可于收到之日起____个工作日内，以书面形式向________提出，"
        "一项指标提一次。",
    )
    last.paragraph_format.keep_with_next = True


def add_signature(document: WordDocument) -> None:
    """附件说明, then the blank 落款 with room for the seal, and 附注."""
    blank = add(document, "附件说明", "{%p if attachments %}", "", "{%p for item in attachments %}")
    blank.paragraph_format.first_line_indent = Pt(0)
    add(
        document,
        "附件说明",
        "{% if loop.first %}附件：{% else %}　　　{% endif %}"
        "{% if item.number %}{{ item.number }}. {% endif %}{{ item.title }}",
        "{%p endfor %}",
        "{%p endif %}",
    )
    add(document, "落款", "", "", "（发文机关署名、印章）　　", "____年__月__日　　　　")
    add(document, "附件说明", "", "（附注：________________）")


def add_attachments(document: WordDocument) -> None:
    """A table a group on a page of its own, across."""
    add(document, "表注", "{%p for item in attachments %}")
    mark = add(document, "附件标识", "附件{{ item.number }}")
    mark.paragraph_format.page_break_before = True
    title = add(document, "公文标题", "{{ item.title }}")
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(8)
    add(document, "表注", "{%p if item.scores %}")
    score_table(document)
    add(document, "表注", "{%p else %}")
    indicator_word_table(document)
    add(document, "表注", "{%p endif %}")
    add(document, "表注", "{%p if item.note %}", "注：{{ item.note }}。", "{%p endif %}")
    add(document, "表注", "{%p endfor %}")


def ranking_table(document: WordDocument) -> None:
    """名次, 单位, 总分, 等次 (where there are such), 备注."""
    heads = (
        *("名次", "单位", "{{ group.rubric.total_head }}"),
        *("{%tc if group.rubric.graded %}", "等次", "{%tc endif %}", "备注"),
    )
    cells = (
        *("{{ row.rank }}", "{{ row.unit }}", "{{ row.total }}"),
        *("{%tc if group.rubric.graded %}", "{{ row.grade }}", "{%tc endif %}", "{{ row.remark }}"),
    )
    widths = (14, 48, 26, 1, 30, 1, 38)
    plain_table(document, "group.ranking", heads, cells, widths, texts=(1, 6))


def unit_word_table(document: WordDocument) -> None:
    """单位, then how many rows came to each word, 备注."""
    loop = ("{%tc for word in group.words %}", "{{ word }}", "{%tc endfor %}")
    heads = ("单位", *loop, "备注")
    each = ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}")
    cells = ("{{ row.title }}", *each, "{{ row.remark }}")
    plain_table(document, "group.word_rows", heads, cells, (44, 1, 18, 1, 26), texts=(0, 4))


def score_table(document: WordDocument) -> None:
    """名次, 单位, a column a section, 总分."""
    loop = ("{%tc for head in item.heads %}", "{{ head }}", "{%tc endfor %}")
    heads = ("名次", "单位", *loop, "{{ item.total_head }}")
    each = ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}")
    cells = ("{{ row.rank }}", "{{ row.unit }}", *each, "{{ row.total }}")
    plain_table(document, "item.scores", heads, cells, (12, 34, 1, 18, 1, 18), texts=(1,))


def indicator_word_table(document: WordDocument) -> None:
    """指标, then how many units came to each word, and which fell short."""
    loop = ("{%tc for word in item.heads %}", "{{ word }}", "{%tc endfor %}")
    heads = ("指标", *loop, "没有完全达到的单位")
    each = ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}")
    cells = ("{{ row.title }}", *each, "{{ row.remark }}")
    plain_table(document, "item.words", heads, cells, (62, 1, 18, 1, 74), texts=(0, 4))


def heading(document: WordDocument) -> None:
    """The heading of a group, where there are several."""
    text = "{{ group.number }}{{ group.name }}"
    add(document, "二级标题", "{%p if several %}", text, "{%p endif %}")


if __name__ == "__main__":
    TEMPLATE.write_bytes(write_template())
    sys.stdout.write(f"{TEMPLATE.name}\n")
