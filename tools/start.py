# ruff: noqa: INP001 - a script, no package
"""What `gongshi.cmd` and `gongshi.sh` run: sets up once, then shows the menu or runs a command.

Needs nothing but Python itself. The program and its parts come from the folder `wheels` where
there is one, so that no network is needed, else from the source beside it.
"""

import platform
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
READY = VENV / "gongshi-ready"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
SITE = ROOT / "output" / "site" / "index.html"

EXIT_FAILED = 3

#: Number → title, hint, the command that it stands for.
MENU = {
    "1": ("检查", "谁没交、哪一格要改", ("check",)),
    "2": ("建站并打开", "", ("build",)),
    "3": ("预览", "边放文件边看，按 Ctrl+C 结束", ("serve",)),
    "4": ("生成模板", "下发的填报表和登记表", ("templates",)),
    "5": ("新建评估任务", "", ("new",)),
    "6": ("放入演示数据", "先试试看", ("new", "--demo")),
    "7": ("发布版次", "先做草稿和签发单；签发、提交以后再选一次", ("publish",)),
}
#: Command → what it has to be told besides.
QUESTIONS = {"publish": "版次（例如 2022Q3，更正写 2022Q3-更正1；不写就回到菜单）："}


def main(arguments: list[str]) -> int:
    """Sets up if need be and does what is asked; gives the exit status."""
    if not is_ready() and not set_up():
        return EXIT_FAILED
    if arguments == ["--pack"]:
        return run_python(str(ROOT / "tools" / "pack.py"))
    return run(arguments) if arguments else show_menu()


def is_ready() -> bool:
    """Whether `.venv` can be used: made by us and still in order, or by hand and complete."""
    probe = "" if READY.exists() else "import builder.cli, material, mkdocs"
    return PYTHON.exists() and not subprocess.call(  # noqa: S603 - our own
        [str(PYTHON), "-c", probe], cwd=ROOT, stderr=subprocess.DEVNULL
    )


def set_up() -> bool:
    """Makes `.venv` with everything in it; False, with the reason told, where that fails."""
    source = choose_source()
    if source is None:
        say("✘ 没有 wheels 文件夹。请把安装包完整解压后再运行。")
        return False
    say("第一次运行，正在安装（只做一次，一两分钟）……")
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):  # noqa: S603 - our own
        say("✘ 建不了 Python 环境。请把整个文件夹拷到硬盘上再运行；")
        say("  麒麟、统信等 Linux 上，先用软件商店安装 python3-venv。")
        return False
    if run_python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *source):
        shutil.rmtree(VENV, ignore_errors=True)
        say(f"✘ 没有装好。现在是 Python {platform.python_version()}，{platform.machine()}。")
        say("  有 wheels 文件夹的，请核对它是给这种电脑、这个版本的 Python 用的；")
        say("  没有的，请连上网再运行。")
        return False
    READY.touch()
    say("✔ 安装好了。")
    return True


def choose_source() -> list[str] | None:
    """What pip is told to install from; None where there is nothing to install."""
    wheels = ROOT / "wheels"
    if any(wheels.glob("gongshi-*.whl")):
        return ["--no-index", "--find-links", str(wheels), "gongshi"]
    if (ROOT / "pyproject.toml").exists():
        return ["--constraint", str(ROOT / "constraints.txt"), str(ROOT)]
    return None


def show_menu() -> int:
    """The menu, until 0 or the end of the input."""
    while True:
        say("\n  公示 · 政务服务评估\n  " + "-" * 30)
        for number, (title, hint, _) in MENU.items():
            say(f"  {number} {title}{chr(0x3000) * (8 - len(title))}{hint}".rstrip())
        say("  0 退出")
        if not (ROOT / "rubrics").exists():
            say("  （第一次用：请选5，想先试试的选6）")
        choice = ask("请输入序号，按回车：")
        if choice == "0":
            return 0
        if choice in MENU:
            status = run_choice(list(MENU[choice][2]))
            if choice == "2" and status == 0:
                open_site()
        else:
            say("没有这一项，请写0到7。")


def run_choice(command: list[str]) -> int:
    """Runs what stands in the menu, told what it has to be told; 0 where nothing is answered."""
    if command[0] not in QUESTIONS:
        return run(command)
    answer = ask(QUESTIONS[command[0]])
    return run([*command, answer]) if answer not in {"", "0"} else 0


def ask(words: str) -> str:
    """The answer; 0, which ends the menu, where there is no more input."""
    try:
        return input(words).strip()
    except (EOFError, KeyboardInterrupt):
        return "0"


def run(arguments: list[str]) -> int:
    """Runs a command of the program in the project's folder."""
    return run_python("-m", "builder.cli", *arguments)


def run_python(*arguments: str) -> int:
    """Runs the installed Python and gives its status; Ctrl+C is for it, not for us."""
    command = [str(PYTHON), "-X", "utf8", *arguments]
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - our own
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def open_site() -> None:
    """Opens the site in the browser, or says where it is."""
    if not webbrowser.open(SITE.as_uri()):
        say(f"请用浏览器打开 {SITE}")


def say(line: str) -> None:
    """Prints *line*, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
