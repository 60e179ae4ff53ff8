#!/usr/bin/env bash
# Makes .venv and installs a lock of requirements/ into it, then this project.
# usage: make-venv.sh server|development
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$python" --version) was found. Set PYTHON=/path/to/python3.11" >&2
  exit 1
}
if [ ! -x .venv/bin/pip ]; then
  "$python" -m venv .venv 2>/dev/null || {
    rm -rf .venv
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
      mkdir -p .make
      # tools/system-packages.sh may be at it too
      flock .make/apt.lock sh -c 'apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null'
      "$python" -m venv .venv
    else
      echo "Python's venv module is missing. On Debian: sudo apt-get install python3-venv" >&2
      exit 1
    fi
  }
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
# the locks name all that is needed, each with its hash: nothing else is asked for
install() { .venv/bin/pip install -q --no-compile --no-deps --require-hashes -r "$1"; }
install requirements/build.txt
# pip works on one core: a lock's packages, which ask for no other, are shared between two of it
share() { awk -v n="$2" '/^[^ #]/ { entries++ } entries % 2 == n' "requirements/$1.txt"; }
install <(share "$1" 0) &
other=$!
install <(share "$1" 1)
wait "$other"
.venv/bin/pip install -q --no-compile --no-deps --no-build-isolation --no-index --editable .
# by all cores, where pip would compile by one; not the tests of packages, nor Ray, of which one test imports
# a part: they are a quarter of all; some packages bring files that are none of this Python
.venv/bin/python -m compileall -qq -j 0 -x '/(tests|ray)/' .venv/lib || true
