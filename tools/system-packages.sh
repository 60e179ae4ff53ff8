#!/usr/bin/env bash
# Installs what pip cannot: a Japanese font ("demo"), and Chromium and a false clock ("test").
# Does nothing when all is there. Needs apt and the right to use it; says so when it has neither.
set -euo pipefail
purpose="${1:-demo}"
wanted=()
has_japanese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ja family 2>/dev/null | head -1)" ]; }
has_japanese_font || wanted+=(fontconfig fonts-ipaexfont)
if [ "$purpose" = test ]; then
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || wanted+=(chromium)
  command -v pdftotext >/dev/null || wanted+=(poppler-utils)
  command -v faketime >/dev/null || wanted+=(faketime)
fi
[ ${#wanted[@]} -eq 0 ] && exit 0
echo "Installing: ${wanted[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null; then as_root=(sudo); else
    echo "Please have an administrator install: ${wanted[*]}" >&2
    [ "$purpose" = demo ] && exit 0 || exit 1
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "Please install with this system's package manager: ${wanted[*]}" >&2
  [ "$purpose" = demo ] && exit 0 || exit 1
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
