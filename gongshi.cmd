@echo off
rem 公示：在 Windows 上运行。双击出菜单；在命令窗口里也可以直接写 gongshi.cmd check 等命令。
rem gongshi.cmd --pack 做成可以用U盘带走的安装包（要上网）。
chcp 65001 >nul
setlocal DisableDelayedExpansion
title 公示
pushd "%~dp0"
set "PYTHONUTF8=1"
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
set "VENV_PYTHON=.venv\Scripts\python.exe"
set "READY=.venv\gongshi-ready"

call :prepare
if errorlevel 1 goto failed
if "%~1"=="" goto menu
if "%~1"=="--pack" goto pack
call :run %*
exit /b %ERRORLEVEL%

:pack
"%VENV_PYTHON%" tools\pack.py
exit /b %ERRORLEVEL%

:failed
if "%~1"=="" pause
exit /b 3

:menu
echo.
echo   公示 · 政务服务评估
echo   ------------------------------
echo   1 检查            谁没交、哪一格要改
echo   2 建站并打开
echo   3 预览            边放文件边看，按 Ctrl+C 结束
echo   4 生成模板        下发的填报表和登记表
echo   5 新建评估任务
echo   6 放入演示数据    先试试看
echo   0 退出
if not exist "rubrics" echo   （第一次用：请选5，想先试试的选6）
set "CHOICE="
set /p "CHOICE=请输入序号，按回车："
if not defined CHOICE goto menu
set "CHOICE=%CHOICE:"=%"
if not defined CHOICE goto menu
if "%CHOICE%"=="1" call :run check
if "%CHOICE%"=="2" call :build
if "%CHOICE%"=="3" call :run serve
if "%CHOICE%"=="4" call :run templates
if "%CHOICE%"=="5" call :run new
if "%CHOICE%"=="6" call :run new --demo
if "%CHOICE%"=="0" exit /b 0
pause
goto menu

:build
call :run build
if errorlevel 1 exit /b 0
start "" "output\site\index.html"
exit /b 0

:run
"%VENV_PYTHON%" -m builder.cli %*
exit /b %ERRORLEVEL%

:prepare
if exist "%READY%" exit /b 0
set "PYTHON="
call :find py -3.13
call :find py -3.12
call :find py -3.11
call :find py -3
call :find python
if not defined PYTHON goto no_python
echo 第一次运行，正在安装（只做一次，一两分钟）……
if exist ".venv" rmdir /s /q ".venv"
%PYTHON% -m venv .venv
if errorlevel 1 goto no_venv
if exist "wheels\gongshi-*.whl" goto from_wheels
if exist "pyproject.toml" goto from_network
echo ✘ 没有 wheels 文件夹。请把安装包完整解压后再双击。
goto not_installed

:from_wheels
"%VENV_PYTHON%" -m pip install --quiet --no-index --find-links wheels gongshi
if errorlevel 1 goto not_installed
goto installed

:from_network
"%VENV_PYTHON%" -m pip install --quiet --constraint constraints.txt .
if errorlevel 1 goto not_installed

:installed
type nul >"%READY%"
echo ✔ 安装好了。
exit /b 0

:not_installed
rmdir /s /q ".venv"
echo ✘ 没有装好。有 wheels 文件夹的，请核对 Python 是 3.11、3.12 或 3.13 的64位版本；
echo   没有的，请连上网再双击。
exit /b 1

:no_venv
echo ✘ 建不了 Python 环境。请把整个文件夹拷到硬盘上（例如 D 盘）再双击。
exit /b 1

:no_python
echo ✘ 这台电脑上没有 Python 3.11.5 或更高版本（64位）。
echo   1. 安装包里有 python-3….exe 的，双击它；没有的，从 Python 官方网站 www.python.org
echo      的 Downloads 下载 Windows installer (64-bit)。要 Windows 10 或更高版本。
echo   2. 安装时请勾选最下面的 Add python.exe to PATH，再点 Install Now。
echo   3. 装好后再双击本文件。
exit /b 1

:find
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11, 5) or sys.maxsize < 2**32)" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
