#!/bin/sh
# Linux and macOS: finds Python and hands over to tools/start.py.
#   sh gongshi.sh               a menu
#   sh gongshi.sh check         runs a command, with its options
#   sh gongshi.sh --pack        makes the package for an office without internet
cd "$(dirname "$0")" || exit 3
for python in python3.13 python3.12 python3.11 python3 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" -X utf8 tools/start.py "$@"
    fi
done
cat tools/no-python.txt
exit 3
