"""`gongshi export`: the papers on a campaign's results, without building the site."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from builder.commands.choice import Only, choose
from builder.commands.saying import say
from builder.commands.shared import Output, Root, faults_told
from builder.output import sole_run
from builder.paperwork import write_result_papers
from builder.pipeline import evaluate, open_gate, open_office
from builder.progress import Progress
from builder.project import Project

To = Annotated[
    Path | None, typer.Option("--to", help="写到哪个文件夹；不写时为输出文件夹下的 office。")
]


def export_command(
    root: Root = Path(), output: Output = None, campaign: Only = None, to: To = None
) -> None:
    """不建站，只写汇总表、通报、公示稿、征求意见、整改台账、得分对照。（别名：导出）"""
    console = Console()
    project, progress = Project(root, output or root / "output"), Progress(console)
    folder = to or project.output / "office"
    with faults_told(console), sole_run(to or project.output):
        evaluation = evaluate(project, progress)
        ids = [result.campaign.id for result in choose(console, evaluation, campaign)]
        with progress.step("生成办公室材料"):
            office, gate = open_office(project, evaluation), open_gate(evaluation)
            faults = write_result_papers(office, ids, folder, gate.pass_papers)
    say(console, (f"⚠ {fault}。" for fault in faults))
    say(console, [f"\n下一步：打开 {folder}，核对后把征求意见发给单位，把通报送审。"])
