"""The commands for whoever writes rubrics: check, export, import and schema."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from tabulate import tabulate

from builder.commands.helping import HelpedCommand, HelpedGroup
from builder.commands.run_faults import fault_line
from builder.formats.excel_reading.reader import Reader
from builder.formats.yaml_text import YamlFaultError, read_yaml
from builder.formats.yaml_writing import write_yaml
from builder.intake.folder import found_file
from builder.model import rubric_problem_kinds as kinds
from builder.model.numbers import plain
from builder.model.places import TextPlace
from builder.model.problems import Problem, Severity
from builder.output import replace_file
from builder.rubric.analysis import Analysis, analyse_rubric
from builder.rubric.check import check_rubric
from builder.rubric.document import document_of
from builder.rubric.editor_schema import SCHEMA_LINE, editor_schema
from builder.rubric.load import Loaded
from builder.rubric.profiles import read_rubrics
from builder.rubric.schema import Rubric
from builder.rubric.workbook.export import export_rubric
from builder.rubric.workbook.importing import import_rubric

EXIT_PROBLEMS = 1
EXIT_RUBRIC = 3

_SIGNS = {Severity.BLOCKING: "✘", Severity.WARNING: "⚠", Severity.NOTICE: "·"}
#: Columns of the widest column of a table, so that the table keeps to 80.
_TITLE_WIDTH = 28
_WORKBOOKS = (".xlsx", ".xls", ".et", ".ods")

Read = tuple[tuple[Loaded[Rubric], ...], tuple[Problem, ...]]

rubric_command = typer.Typer(
    name="rubric",
    cls=HelpedGroup,
    help="编写评估细则：检查，与 Excel 工作簿来回转换。（别名：细则）",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Root = Annotated[Path, typer.Option("--root", help="项目文件夹，内有 rubrics。")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(
        exists=True, dir_okay=False, help="细则文件（yml 或 xlsx）；不写时为 rubrics 下的全部。"
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="有警告时，以状态1退出。")]
Target = Annotated[Path | None, typer.Option("--to", help="写到哪个文件。")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件。")]


def check_rubrics(files: Files = None, root: Root = Path(), *, strict: Strict = False) -> None:
    """检查细则：错误、分值、用不到的填报项、没有核对的默认做法，以及要单位填多少格。（别名：检查）"""
    console = Console(width=80)
    paths = files or sorted((root / "rubrics").glob("*.yml"))
    grave = warned = False
    for path in paths:
        rubrics, problems = _read(path)
        _tell(console, problems)
        grave = grave or bool(problems)
        for loaded in rubrics:
            analysis = analyse_rubric(loaded, _tested(root, loaded.record.id))
            for line in describe_analysis(loaded.record, analysis):
                _say(console, line)
            severities = {problem.kind.severity for problem in analysis.problems}
            warned = warned or Severity.WARNING in severities
    if grave:
        _say(console, "✘ 细则有错，不能用来评分。请按上面的提示修改。")
        raise typer.Exit(EXIT_RUBRIC)
    _say(console, f"✔ 检查了{len(paths)}个文件。")
    if strict and warned:
        raise typer.Exit(EXIT_PROBLEMS)


def export_workbook(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="细则文件（yml）。")],
    to: Target = None,
    *,
    force: Force = False,
) -> None:
    """把细则写成可以用 Excel 修改的工作簿。（别名：导出）"""
    console = Console(width=80)
    rubrics, problems = _read(file)
    _stop_if(console, problems)
    for loaded in rubrics:
        target = to if to is not None and len(rubrics) == 1 else _beside(file, loaded, ".xlsx")
        try:
            content = export_rubric(loaded.record)
        except ValueError as fault:
            _stop_if(console, [kinds.CANNOT_EXPORT.at(TextPlace(file.name), reason=fault)])
        _write(console, target, content, force=force)
    _say(console, "下一步：用 WPS 或 Excel 修改，再运行 gongshi rubric import。")


def import_workbook(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="细则工作簿（xlsx）。")],
    to: Target = None,
    *,
    force: Force = False,
) -> None:
    """把修改过的工作簿变回细则文件（yml）；有错的逐格指出，不写文件。（别名：导入）"""
    console = Console(width=80)
    rubrics, problems = _read_workbook(file)
    _stop_if(console, problems)
    for loaded in rubrics:
        text = f"{SCHEMA_LINE}\n{write_yaml(document_of(loaded.record))}"
        target = to or _beside(file, loaded, ".yml")
        _write(console, target, text.encode("utf-8"), force=force)
    _say(console, "下一步：放到 rubrics 文件夹，再运行 gongshi rubric check。")


def write_schema(root: Root = Path()) -> None:
    """写出 rubrics/schema.json，供编辑器提示细则的写法。（别名：模式）"""
    target = root / "rubrics" / "schema.json"
    _write(Console(width=80), target, editor_schema().encode(), force=True)


for _names, _command in (
    (("check", "检查"), check_rubrics),
    (("export", "导出"), export_workbook),
    (("import", "导入"), import_workbook),
    (("schema", "模式"), write_schema),
):
    rubric_command.command(_names[0], cls=HelpedCommand)(_command)
    rubric_command.command(_names[1], cls=HelpedCommand, hidden=True)(_command)


def describe_analysis(rubric: Rubric, analysis: Analysis) -> Iterator[str]:
    """The rubric's title, what is worth a look, and the table of what it asks, ≤ 80 columns."""
    yield f"\n{rubric.title}（{rubric.id}）"
    yield from describe_faults(analysis.problems)
    heads = ("板块", "指标", "标明分值", "各行合计", "填报项", "记录列", "格数")
    rows = [
        (
            burden.title,
            burden.rows,
            "—" if burden.declared is None else plain(burden.declared),
            plain(burden.points),
            burden.fields,
            burden.columns,
            burden.cells,
        )
        for burden in analysis.burdens
    ]
    counts = [(burden.rows, burden.fields, burden.columns) for burden in analysis.burdens]
    asked, fields, columns = (sum(column) for column in zip(*counts, strict=True))
    total = ("合计", asked, "", "", fields, columns, analysis.cells)
    yield tabulate(
        [*rows, total],
        heads,
        tablefmt="simple",
        maxcolwidths=[_TITLE_WIDTH],
        disable_numparse=True,
        colalign=("left", *("right",) * 6),
    )
    yield f"每个单位要填{_asked(analysis)}（记录表各按一行计，不含核定、平台数据和测评）。"


def _asked(analysis: Analysis) -> str:
    if len(analysis.asked) == 1:
        return f"{analysis.cells}格"
    listed = "，".join(f"{kinds}{cells}格" for kinds, cells in analysis.asked.items())
    return f"的格数：{listed}"


def describe_faults(problems: Sequence[Problem]) -> Iterator[str]:
    """Two lines a problem, the gravest first."""
    order = list(Severity)
    for problem in sorted(problems, key=lambda p: (order.index(p.kind.severity), p.order)):
        yield f"{_SIGNS[problem.kind.severity]} [{problem.kind.code}] {problem.place}"
        yield f"    {_sentence(problem.wrong)}{_sentence(problem.remedy)}"


def _sentence(words: str) -> str:
    return words if words.endswith(("？", "。")) else f"{words}。"


def _read(path: Path) -> Read:
    """The sound rubrics in *path*, and the problems of the others."""
    if path.suffix.lower() in _WORKBOOKS:
        return _read_workbook(path)
    found, problems = read_rubrics(path, path.name)
    faults = {loaded.record.id: check_rubric(loaded) for loaded in found}
    sound = tuple(loaded for loaded in found if not faults[loaded.record.id])
    told = [*problems, *(problem for wrong in faults.values() for problem in wrong)]
    return sound, tuple(dict.fromkeys(told))


def _read_workbook(path: Path) -> Read:
    with Reader() as reader:
        book, problems = reader.read(found_file(path, path.parent))
    if book is None:
        return (), problems
    loaded, faults = import_rubric(book, path.name)
    return ((loaded,) if loaded is not None else ()), faults


def _tested(root: Path, rubric: str) -> frozenset[str] | None:
    """The rows that have cases; None where there is no file of cases that can be read."""
    path = root / "tests" / "cases" / "rubrics" / f"{rubric}.yml"
    try:
        cases = read_yaml(path).value
    except (OSError, YamlFaultError):
        return None
    listed = cases if isinstance(cases, list) else []
    return frozenset(str(case.get("indicator")) for case in listed if isinstance(case, dict))


def _beside(file: Path, loaded: Loaded[Rubric], suffix: str) -> Path:
    return file.with_name(f"{loaded.record.id}{suffix}")


def _write(console: Console, target: Path, content: bytes, *, force: bool) -> None:
    if target.exists() and target.read_bytes() != content and not force:
        _stop_if(console, [kinds.FILE_EXISTS.at(TextPlace(str(target)))])
    try:
        replace_file(target, content)
    except OSError as fault:
        _say(console, fault_line(fault))
        raise typer.Exit(EXIT_RUBRIC) from fault
    _say(console, f"✔ 写好了 {target}")


def _stop_if(console: Console, problems: Sequence[Problem]) -> None:
    if problems:
        _tell(console, problems)
        raise typer.Exit(EXIT_RUBRIC)


def _tell(console: Console, problems: Sequence[Problem]) -> None:
    for line in describe_faults(problems):
        _say(console, line)


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, markup=False, soft_wrap=True)
