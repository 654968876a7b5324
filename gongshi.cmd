@echo off
rem Windows: finds Python and hands over to tools\start.py. ASCII only, for cmd.exe.
rem   double-click            a menu
rem   gongshi.cmd check       runs a command, with its options
rem   gongshi.cmd --pack      makes the package for an office without internet
setlocal DisableDelayedExpansion
chcp 65001 >nul
pushd "%~dp0"
set "PYTHON="
call :find py -3.13
call :find py -3.12
call :find py -3.11
call :find py -3
call :find python
if not defined PYTHON goto no_python
%PYTHON% -X utf8 "tools\start.py" %*
set "STATUS=%ERRORLEVEL%"
goto end

:no_python
type "tools\no-python.txt"
set "STATUS=3"

:end
popd
rem The window of a double-click stays, so that what went wrong can be read.
if "%~1"=="" if not "%STATUS%"=="0" pause
exit /b %STATUS%

:find
if defined PYTHON exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
