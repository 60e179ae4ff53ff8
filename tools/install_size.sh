#!/usr/bin/env bash
# What installing the library takes on the disk, in MB: with no extra, and with each one that is named.
# usage: tools/install_size.sh [EXTRA[,EXTRA]]…
# Builds this checkout's wheel and installs it with all it needs, in folders that are thrown away.
# Fails if the library with no extra takes more than MOST.
set -euo pipefail
cd "$(dirname "$0")/.."
MOST=150 # MB
python="${PYTHON:-.venv/bin/python}"
[ -x "$python" ] || python=python3
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$python" -m pip wheel -q --no-deps --wheel-dir "$folder/wheel" .
wheel="$(echo "$folder"/wheel/*.whl)"

size_of() { # of the wheel with these extras
  rm -rf "$folder/installed"
  "$python" -m pip install -q --no-compile --target "$folder/installed" "$wheel$1"
  du -sm "$folder/installed" | cut -f1
}

alone="$(size_of "")"
echo "shiryokan $alone MB"
for extra in "$@"; do echo "shiryokan[$extra] $(size_of "[$extra]") MB"; done
[ "$alone" -le "$MOST" ] || { echo "more than $MOST MB" >&2; exit 1; }
