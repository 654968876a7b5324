#!/bin/sh
# 公示：在麒麟、统信等 Linux 和 macOS 上运行。
#   sh gongshi.sh               出菜单
#   sh gongshi.sh check         直接运行一条命令，选项照写
#   sh gongshi.sh --pack        做成可以用U盘带走的安装包（要上网）
set -u
cd "$(dirname "$0")" || exit 3
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
VENV_PYTHON=.venv/bin/python
READY=.venv/gongshi-ready

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

explain_python() {
    echo "✘ 这台电脑上没有 Python 3.11.5 或更高版本。"
    echo "  请在系统的软件商店里找 Python 3 安装；商店里的版本低的，请信息中心的同志帮忙，"
    echo "  或从 Python 官方网站 www.python.org 下载。装好后再运行本程序。"
}

install_parts() {
    if ls wheels/gongshi-*.whl >/dev/null 2>&1; then
        "$VENV_PYTHON" -m pip install --quiet --no-index --find-links wheels gongshi
    elif [ -f pyproject.toml ]; then
        "$VENV_PYTHON" -m pip install --quiet --constraint constraints.txt .
    else
        echo "✘ 没有 wheels 文件夹。请把安装包完整解压后再运行。"
        return 1
    fi
}

prepare() {
    [ -f "$READY" ] && return 0
    python=$(find_python) || { explain_python; return 3; }
    echo "第一次运行，正在安装（只做一次，一两分钟）……"
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        echo "✘ 建不了 Python 环境。请安装 python3-venv（$("$python" --version)）后再运行。"
        return 3
    fi
    if ! install_parts; then
        rm -rf .venv
        echo "✘ 没有装好。有 wheels 文件夹的，请核对它是给这种电脑、这个版本的 Python 用的"
        echo "  （现在是 $("$python" --version)，$(uname -m)）；没有的，请连上网再运行。"
        return 3
    fi
    : >"$READY"
    echo "✔ 安装好了。"
}

run() {
    "$VENV_PYTHON" -m builder.cli "$@"
}

open_site() {
    for opener in xdg-open open; do
        if command -v "$opener" >/dev/null 2>&1; then
            "$opener" output/site/index.html >/dev/null 2>&1 &
            return 0
        fi
    done
    echo "请用浏览器打开 output/site/index.html"
}

show_menu() {
    echo
    echo "  公示 · 政务服务评估"
    echo "  ------------------------------"
    echo "  1 检查            谁没交、哪一格要改"
    echo "  2 建站并打开"
    echo "  3 预览            边放文件边看，按 Ctrl+C 结束"
    echo "  4 生成模板        下发的填报表和登记表"
    echo "  5 新建评估任务"
    echo "  6 放入演示数据    先试试看"
    echo "  0 退出"
    [ -d rubrics ] || echo "  （第一次用：请选5，想先试试的选6）"
    printf '请输入序号，按回车：'
}

menu() {
    while show_menu && read -r choice; do
        case "$choice" in
            1) run check ;;
            2) run build && open_site ;;
            3) run serve ;;
            4) run templates ;;
            5) run new ;;
            6) run new --demo ;;
            0) return 0 ;;
            *) echo "没有这一项，请写0到6。" ;;
        esac
    done
}

prepare || exit $?
case "${1-}" in
    "") menu ;;
    --pack) "$VENV_PYTHON" tools/pack.py ;;
    *) run "$@" ;;
esac
