#!/usr/bin/env bash
# Installs what pip cannot: a Japanese font ("demo"), and Chromium, what its driver is linked with,
# the fonts of the samples and of generated pages, another reader of PDFs and a false clock ("test").
# Does nothing when all is there. Needs apt and the right to use it; says so when it has neither.
set -euo pipefail
purpose="${1:-demo}"
cd "$(dirname "$0")/.."
# tools/make-venv.sh may be at it too
mkdir -p .make
exec 9>.make/apt.lock
! command -v flock >/dev/null || flock 9
wanted=()
has_japanese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ja family 2>/dev/null | head -1)" ]; }
has_japanese_font || wanted+=(fontconfig fonts-ipaexfont)
# whether the loader knows a library, or cannot be asked; only root has /sbin on the path everywhere
has_library() {
  local loader
  loader="$(PATH="$PATH:/usr/sbin:/sbin" command -v ldconfig)" || return 0
  [[ "$("$loader" -p)" == *"$1 "* ]]
}
has_sample_fonts() { [ -n "$(find /usr/share/fonts -name ipaexg.ttf -print -quit 2>/dev/null)" ]; }
# those of tools/office_pages and of invented plans, each by a file of its own
wanted_for_office_pages() {
  local package file
  while read -r package file; do
    [ -n "$(find /usr/share/fonts -name "$file" -print -quit 2>/dev/null)" ] || wanted+=("$package")
  done <<'FONTS'
fonts-ipafont-mincho ipamp.ttf
fonts-ipafont-gothic ipagp.ttf
fonts-morisawa-bizud-mincho BIZUDPMincho-Regular.ttf
fonts-morisawa-bizud-gothic BIZUDPGothic-Regular.ttf
fonts-vlgothic VL-PGothic-Regular.ttf
fonts-horai-umefont ume-tmo3.ttf
fonts-dejavu-core DejaVuSerif.ttf
fonts-droid-fallback DroidSansFallbackFull.ttf
FONTS
}
# Chromium without windows, which takes half of the processor time of the whole; where it cannot be had the
# tests run with the whole one
install_quick_browser() {
  command -v chromium-headless-shell >/dev/null && return
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 0
  local apt=(apt-get -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=20)
  echo "Installing: chromium-headless-shell"
  "${apt[@]}" update >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends --no-remove \
    chromium-headless-shell >/dev/null 2>&1 || echo "It cannot be had here: tests of the browser take longer"
}
has_browser() {
  local name
  for name in chromium-headless-shell chromium chromium-browser; do
    command -v "$name" >/dev/null && return
  done
  return 1
}
if [ "$purpose" = test ]; then
  install_quick_browser
  wanted_for_office_pages
  has_sample_fonts || [[ " ${wanted[*]} " == *" fonts-ipaexfont "* ]] || wanted+=(fonts-ipaexfont)
  has_browser || wanted+=(chromium)
  # Playwright's driver is a Node that is linked with it
  has_library libatomic.so.1 || wanted+=(libatomic1)
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
