"""The commands under their English names and Chinese aliases (design.md §5)."""

import typer
import typer.rich_utils

from builder.commands.build import build_command
from builder.commands.check import check_command
from builder.commands.compare import compare_command
from builder.commands.export import export_command
from builder.commands.history import history_command
from builder.commands.new import new_command
from builder.commands.publish import publish_command
from builder.commands.rubric import rubric_app
from builder.commands.screen import screen_command
from builder.commands.serve import serve_command
from builder.commands.show_workbook import show_workbook_command
from builder.commands.templates import templates_command
from builder.commands.verify import verify_command

for panel, title in (
    ("OPTIONS_PANEL_TITLE", "选项"),
    ("COMMANDS_PANEL_TITLE", "命令"),
    ("ARGUMENTS_PANEL_TITLE", "参数"),
    ("ERRORS_PANEL_TITLE", "错误"),
):
    setattr(typer.rich_utils, panel, title)

app = typer.Typer(
    name="gongshi",
    help="政务服务评估公示：把填报表放进 input/，运行 gongshi build，得到可以公开的网站。",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

#: English name, Chinese alias, command.
COMMANDS = (
    ("check", "检查", check_command),
    ("build", "建站", build_command),
    ("serve", "预览", serve_command),
    ("new", "新建", new_command),
    ("export", "导出", export_command),
    ("publish", "发布", publish_command),
    ("compare", "比对", compare_command),
    ("history", "来历", history_command),
    ("verify", "核验", verify_command),
    ("templates", "模板", templates_command),
    ("templates", "生成模板", templates_command),
)

for name, command in {name: command for name, _, command in COMMANDS}.items():
    app.command(name)(command)
for _, alias, command in COMMANDS:
    app.command(alias, hidden=True)(command)

app.command("show-workbook", hidden=True)(show_workbook_command)
for name in ("screen", "筛查"):
    app.command(name, hidden=True)(screen_command)
app.add_typer(rubric_app)
app.add_typer(rubric_app, name="细则", hidden=True)


def main() -> None:
    """Runs the command line."""
    app(prog_name="gongshi")


if __name__ == "__main__":
    main()
