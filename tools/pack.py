# ruff: noqa: INP001 - a script, no package
"""`gongshi.sh --pack`: everything that an office without internet needs, in one zip.

Wheels of the program and its parts (for this computer, and for 64-bit Windows under each Python
that offices install), the start scripts, the manual, and the project's rubrics and pages. What
lies in `input/` stays here: it holds what units filed. Needs the network; nothing else does.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
WHEELS = DIST / "wheels"
PACKAGE = DIST / "公示安装包.zip"

#: The Pythons that wheels for Windows are fetched for.
PYTHONS = ("3.11.9", "3.12.9", "3.13.9")

#: Needed on Windows only; pip looks at this computer's system when it works out what is needed.
WINDOWS_ONLY = ("colorama", "tzdata")

#: What goes into the package beside the wheels.
CONTENTS = (
    "gongshi.cmd",
    "gongshi.sh",
    "tools/start.py",
    "tools/no-python.txt",
    "README.zh-CN.md",
    "docs",
    "LICENSE",
    "rubrics",
    "site_templates",
    "mkdocs.yml",
)


def main() -> None:
    """Fetches, zips and tells what to do with it; raises CalledProcessError where pip fails."""
    shutil.rmtree(WHEELS, ignore_errors=True)
    WHEELS.mkdir(parents=True)
    tell("收集本机用的安装文件……")
    pip("wheel", "--wheel-dir", str(WHEELS), str(ROOT))
    own = str(next(WHEELS.glob("gongshi-*.whl")))
    for version in PYTHONS:
        tell(f"收集 Windows 用的安装文件（Python {version}）……")
        pip("download", *windows(version), own, *WINDOWS_ONLY)
    write_package()
    tell(f"✔ 做好了 {PACKAGE}（{PACKAGE.stat().st_size // 2**20}MB）")
    tell("下一步：拷到U盘，在办公室的电脑上解压到硬盘，双击 gongshi.cmd。")


def windows(version: str) -> tuple[str, ...]:
    """The options of pip that fetch for 64-bit Windows under Python *version*."""
    target = ("--platform", "win_amd64", "--python-version", version, "--only-binary=:all:")
    return ("--dest", str(WHEELS), "--find-links", str(WHEELS), *target)


def pip(command: str, *arguments: str) -> None:
    """Runs pip with the pinned versions."""
    pinned = ("--quiet", "--constraint", str(ROOT / "constraints.txt"))
    command_line = [sys.executable, "-m", "pip", command, *pinned, *arguments]
    subprocess.run(command_line, check=True)  # noqa: S603 - our own interpreter and arguments


def write_package() -> None:
    """Zips the contents and the wheels below one folder."""
    with zipfile.ZipFile(PACKAGE, "w", zipfile.ZIP_DEFLATED) as package:
        for name in CONTENTS:
            for path in files_of(ROOT / name):
                package.write(path, f"公示/{path.relative_to(ROOT).as_posix()}")
        for path in files_of(WHEELS):
            package.write(path, f"公示/wheels/{path.name}")


def files_of(path: Path) -> list[Path]:
    """*path*, or the files below it, in order."""
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def tell(line: str) -> None:
    """Prints *line*, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
