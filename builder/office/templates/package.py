"""All templates of a campaign as files, and the one zip that goes out to the units."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.formats.excel_writing.entry_forms import EntryBook, EntrySheet
from builder.formats.excel_writing.entry_sheets import write_entry_book
from builder.model.evidence import Evidence
from builder.model.returns import UnitReturns
from builder.model.units import Unit
from builder.office.catalogue_templates import catalogue_workbook
from builder.office.file_names import safe_name
from builder.office.templates.desk_registers import (
    appeal_sheet,
    flag_answer_sheet,
    receipt_sheet,
    rectification_sheet,
    unit_sheets,
)
from builder.office.templates.dossier import dossier_book
from builder.office.templates.filing import filing_book
from builder.office.templates.findings import (
    Desk,
    event_sheets,
    platform_sheets,
    survey_sheets,
    verdict_sheets,
)
from builder.office.templates.prefill import Sources
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.dossier import Dossier
from builder.wording import show_time

#: Stands in for the time of writing, which would differ each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_SHORT_NAME = 20

#: Workbook of the office → its sheets; one without sheets isn't made.
_REGISTERS: Mapping[str, Callable[[Desk], Sequence[EntrySheet]]] = {
    "单位名录": unit_sheets,
    "收件登记": lambda desk: (receipt_sheet(desk),),
    "核定记录": verdict_sheets,
    "巡查及加减分登记": event_sheets,
    "平台数据": platform_sheets,
    "满意度": survey_sheets,
    "整改台账": lambda desk: (rectification_sheet(desk),),
    "申诉与复核": lambda desk: (appeal_sheet(desk),),
    "红旗答复": lambda desk: (flag_answer_sheet(desk),),
}


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that the templates of one campaign are made from."""

    desk: Desk
    dossiers: Sequence[Dossier]
    catalogues: Sequence[CatalogueSchema]
    #: What came in for the campaign so far, by unit id and rubric id.
    returns: Mapping[tuple[str, str], UnitReturns]
    #: Rubric id → unit id → what counted in the campaign before.
    earlier: Mapping[str, Mapping[str, Evidence]]


def make_templates(
    material: Material, advance: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Every template of a campaign, by its path in the campaign's folder of templates.

    *advance* is told each workbook's name once it is made.
    """
    files: dict[str, bytes] = {}
    for name, book in _books(material):
        files[name] = write_entry_book(book)
        advance(name)
    for schema in material.catalogues:
        name = f"目录/{safe_name(schema.title)}.xlsx"
        files[name] = catalogue_workbook(schema, material.desk.campaign.id)
        advance(name)
    files["说明.txt"] = _read_me(material, list(files))
    return files


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """*files* as a zip whose bytes depend on nothing but them; names are UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _books(material: Material) -> Iterator[tuple[str, EntryBook]]:
    desk = material.desk
    for unit in desk.units:
        yield from _filings(material, unit)
        yield from _dossiers(material, unit)
    meta = {"template": "registers", "campaign": desk.campaign.id}
    for name, make in _REGISTERS.items():
        if sheets := tuple(make(desk)):
            yield f"登记表/{name}.xlsx", EntryBook(sheets, meta)


def _filings(material: Material, unit: Unit) -> Iterator[tuple[str, EntryBook]]:
    desk = material.desk
    own = [one for one in desk.instruments if unit.kind in one.rubric.kinds]
    for number, instrument in enumerate(own, start=1):
        rubric = instrument.rubric
        returns = material.returns.get((unit.id, rubric.id))
        sources = Sources(
            before=material.earlier.get(rubric.id, {}).get(unit.id),
            answers=returns.answers if returns else (),
            second_round=desk.campaign.rescores,
        )
        book = filing_book(desk.campaign, instrument, unit, sources)
        if book.sheets[0].rows:
            more = _tell_apart(rubric.title, number) if len(own) > 1 else ""
            yield f"填报表/{safe_name(unit.name + more)}.xlsx", book


def _dossiers(material: Material, unit: Unit) -> Iterator[tuple[str, EntryBook]]:
    for number, dossier in enumerate(material.dossiers, start=1):
        more = _tell_apart(dossier.title, number) if len(material.dossiers) > 1 else ""
        book = dossier_book(material.desk.campaign, dossier, unit)
        yield f"佐证材料汇编/{safe_name(unit.name + more)}.xlsx", book


def _tell_apart(title: str, number: int) -> str:
    """What is put behind a unit's name where it gets several workbooks of a sort."""
    return f"（{number} {title[:_LONGEST_SHORT_NAME]}）"


def _read_me(material: Material, names: Sequence[str]) -> bytes:
    """What is in the folder and what to do with it, with line ends and a mark for Windows."""
    campaign = material.desk.campaign
    counted = {folder: sum(name.startswith(f"{folder}/") for name in names) for folder in _PURPOSES}
    lines = [
        f"{campaign.title}：填报和登记用的表格",
        "",
        f"报送截止：{show_time(campaign.deadline)}",
        "",
        *(
            f"{folder}：{count}份，{_PURPOSES[folder]}"
            for folder, count in counted.items()
            if count
        ),
        "",
        "1. 把填报表（和佐证材料汇编）按单位发下去，单位只填浅黄色的格，填好原样交回。",
        f"2. 收回的文件不用改名，放进 input/{campaign.id}/ 文件夹。",
        "3. 登记表由办公室填，填好也放进这个文件夹；空的登记表不用放。",
        "   巡查及加减分登记一放进去，就表示已经收齐，没有登记的按没有发生计。",
        "4. 放好以后运行 gongshi check，看谁没交、哪一格要改。",
        "",
    ]
    return ("\ufeff" + "\r\n".join(lines)).encode()


_PURPOSES = {
    "填报表": "一个单位一份，文件名就是单位名",
    "佐证材料汇编": "一个单位一份，写情况说明、数据、佐证目录",
    "目录": "一种目录一份，由牵头单位或办公室填",
    "登记表": "办公室自己用，不发给单位",
}
