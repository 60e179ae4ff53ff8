#!/usr/bin/env bash
# Runs both commands of the README in a bare Debian: makes a root that holds nothing but what the
# README says a machine must have, clones this checkout's HEAD into it (with ../shared beside it,
# where that is), runs them there, and says what came of it and what they had to install.
#
# usage: tools/bare-machine.sh [--release NAME] [--only demo|test] [--run COMMAND]… [--keep] [--root FOLDER]
#        tools/bare-machine.sh [--release NAME] --bare
#   --release   which Debian (bookworm; trixie goes too)
#   --only      one of the two commands
#   --run       these commands, in the clone, instead of the two
#   --keep      leave the root there, and say where
#   --root      a root that was kept: HEAD is fetched into its clone, and nothing else made anew
#   --bare      make a root that holds certificates alone, leave it there and run nothing:
#               for tools/container_steps.py and tools/guide_steps.py
#
# Needs root, debootstrap and Debian's repositories in this machine's apt. How this machine reaches
# the world (mirrors, proxies, certificates, pip's configuration) holds in there too. All is mounted
# and started in namespaces of the run's own, so nothing of it stays, however the run ends. The log
# and, if it is kept, the root lie in /var/tmp.
set -euo pipefail
shopt -s nullglob

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# what the README says a machine must have before
required=(ca-certificates git make python3)
clone=/root/shiryokan/shiryokan # so that ../shared has a folder of its own
demo_answers=1200 # s until the demo must have answered: it installs everything first
demo_stops=30     # s after Ctrl-C until nothing of it may run

say() { printf '%s\n' "$*" | tee -a "$log"; }

# --- how this machine reaches the world -------------------------------------------------------

# The variables that say how, as NAME=VALUE ended by NUL
reach() {
  env -0 | grep -zE '^(PIP_[A-Z_]+|[A-Za-z]+_(proxy|PROXY)|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO)=' || true
}

# pip's configuration files, where pip looks for them
pip_files() {
  local file
  for file in /etc/pip.conf /etc/xdg/pip/pip.conf ~/.pip/pip.conf ~/.config/pip/pip.conf "${PIP_CONFIG_FILE:-}"; do
    [ ! -f "$file" ] || printf '%s\n' "$file"
  done
}

# Places of this machine that those variables and files name and the root lacks: wheels,
# constraints, certificates; of an index that is a folder the folder about it, where its files lie
named_places() {
  local place
  { reach | tr '\0' '\n' | cut -d= -f2-; pip_files | xargs -r cat; } |
    { grep -oE '(^|[[:space:]]|file://|=)/[^[:space:]]+' || true; } |
    sed -E 's#^file://(.*)/[^/]+/?$#\1#; s#^[=[:space:]]##' | sort -u |
    while read -r place; do [ ! -e "$place" ] || [ -e "$root$place" ] || printf '%s\n' "$place"; done
}

# "URI SUITE COMPONENT" of each of Debian's repositories, for the release that is wanted
repositories() {
  # shellcheck disable=SC1091
  local codename; codename="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")"
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' 'Origin: Debian' |
    sed -E "s# $codename(-[a-z]+)? # $release\1 #" | sort -u
}

# --- the root -----------------------------------------------------------------------------------

make_root() {
  local mirror lists uri suite component file
  command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq debootstrap >/dev/null; }
  [ -n "$(repositories)" ] || apt-get update -qq
  lists="$(repositories)"
  mirror="$(awk -v suite="$release" '$2 == suite { print $1; exit }' <<<"$lists")"
  [ -n "$mirror" ] || { say "this machine's apt has no repository of Debian"; return 1; }
  say "making a bare $release in $root"
  (
    eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
    [ -z "${http_proxy:-}" ] || export http_proxy
    [ -z "${https_proxy:-}" ] || export https_proxy
    debootstrap --variant=minbase --include="$(IFS=,; echo "${required[*]}")" "$release" "$root" "$mirror"
  ) >>"$log" 2>&1
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  while read -r uri suite component; do
    echo "deb $uri $suite $component"
  done <<<"$lists" >"$root/etc/apt/sources.list"
  apt-config dump --no-empty --format '%f "%v";%n' Acquire | grep -v '::IndexTargets::' >"$root/etc/apt/apt.conf.d/99machine"
  for file in /etc/apt/auth.conf /etc/apt/auth.conf.d/*; do cp --parents "$file" "$root/" 2>/dev/null || true; done
  for file in /usr/local/share/ca-certificates/*.crt; do cp "$file" "$root/usr/local/share/ca-certificates/"; done
  chroot "$root" update-ca-certificates >>"$log" 2>&1
  # nothing that a package brings is started: there is no init
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  while read -r file; do cp --parents "$file" "$root/"; done < <(pip_files)
  named_places >"$root.places"
}

clone_head() {
  local head bundle=/tmp/head.bundle
  head="$(git -C "$here" rev-parse HEAD)"
  [ -z "$(git -C "$here" status --porcelain)" ] || say "what is not committed here is not tried"
  say "cloning $(git -C "$here" log -1 --format='%h %s' "$head")"
  git -C "$here" bundle create -q "$root$bundle" HEAD
  if [ -d "$root$clone/.git" ]; then
    chroot "$root" git -C "$clone" fetch -q "$bundle" HEAD
    chroot "$root" git -C "$clone" -c advice.detachedHead=false checkout -q --force FETCH_HEAD
    # as cloned anew, but for what was installed
    chroot "$root" git -C "$clone" clean -qfdx -e /.venv
  else
    chroot "$root" git -c advice.detachedHead=false -c init.defaultBranch=main clone -q "$bundle" "$clone"
  fi
  rm "$root$bundle"
  if [ -d "$here/../shared" ] && [ ! -e "$root$clone/../shared" ]; then
    cp -rL --reflink=auto "$here/../shared" "$root$clone/../shared"
  fi
}

# --- within: the only process that sees the mounts -----------------------------------------------

mount_all() {
  local place
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mkdir -p "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  while read -r place; do
    if [ -d "$place" ]; then mkdir -p "$root$place"; else install -D /dev/null "$root$place"; fi
    mount --bind -o ro "$place" "$root$place"
  done <"$root.places"
}

# Runs a command line in the clone, with what a login and this machine's reach set and no more
in_root() {
  local settings=()
  mapfile -d '' settings < <(reach)
  # where the corpora are, nothing may be skipped for want of something
  [ ! -d "$root$clone/../shared/corpus" ] || settings+=(CI=true)
  exec chroot "$root" env -i HOME=/root USER=root LOGNAME=root SHELL=/bin/bash TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" \
    bash -c "cd $clone && $1" </dev/null
}

# Asks the served demo for a page, a search and what it found; says what it got
probe() {
  chroot "$root" python3 - "$1" <<'PROBE'
import re, sys, urllib.parse, urllib.request

address = sys.argv[1]

def get(path):
    with urllib.request.urlopen(address + path, timeout=60) as answer:
        page = answer.read().decode()
    print(f"  {answer.status} {len(page):>7} characters  {urllib.parse.unquote(path)}")
    return page

get("/")
word = "訓練"
found = get("/search?q=" + urllib.parse.quote(word))
hits = re.findall(r'href="(/documents/[^/"]+/pages/[^"]+)"', found)
if word not in found or not hits:
    sys.exit(f"  a search of the samples for {word} finds nothing")
get(hits[0].split("#")[0].replace("&amp;", "&"))
PROBE
}

run_demo() {
  local port pid waited=0 answered=1 address
  port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
  address="http://127.0.0.1:$port"
  # a group of its own, which Ctrl-C reaches as it does at a terminal
  set -m
  (in_root "PORT=$port exec make demo") >>"$log" 2>&1 &
  pid=$!
  set +m
  while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt "$demo_answers" ]; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then answered=0; break; fi
    sleep 1; waited=$((waited + 1))
  done
  [ "$answered" -eq 0 ] || say "  the demo did not answer"
  [ "$answered" -ne 0 ] || { probe "$address" 2>&1 | tee -a "$log"; } || answered=1
  kill -INT -- "-$pid" 2>/dev/null || true
  for ((waited = 0; waited < demo_stops; waited++)); do
    kill -0 -- "-$pid" 2>/dev/null || return "$answered"
    sleep 1
  done
  say "  the demo goes on $demo_stops s after Ctrl-C"
  kill -KILL -- "-$pid" 2>/dev/null || true
  return 1
}

installed() { chroot "$root" "$@" | sort; }

within() {
  local command name began failed=0 before_manual before_all
  # a root that nothing is run in is for others, who say by themselves what they need
  [ $# -gt 0 ] || required=(ca-certificates)
  [ -e "$root.places" ] || make_root
  [ $# -gt 0 ] || return 0
  clone_head
  mount_all
  before_manual="$(installed apt-mark showmanual)"
  before_all="$(installed dpkg-query -W -f '${Package}\n')"
  for command in "$@"; do
    began=$SECONDS
    say "$command"
    if [ "$command" = "make demo" ]; then run_demo && name=passed || name=FAILED
    # a session of its own: a signal that is meant for the command's group is not meant for this
    elif (in_root "exec setsid --wait bash -c $(printf %q "$command")") >>"$log" 2>&1; then name=passed
    else name=FAILED; fi
    [ "$name" = passed ] || failed=1
    say "$command: $name, $((SECONDS - began)) s"
  done
  say "missing before, and installed by these commands:" \
    "$(comm -13 <(echo "$before_manual") <(installed apt-mark showmanual) | paste -sd' ')" \
    "($(comm -13 <(echo "$before_all") <(installed dpkg-query -W -f '${Package}\n') | wc -l) packages with what they need)"
  return "$failed"
}

# --- outside ------------------------------------------------------------------------------------

usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; }

if [ "${1:-}" = --within ]; then
  root="$2" log="$3" release="$4"
  shift 4
  # the first process of a namespace ends by a signal only if it says so
  trap 'say "ended within by a signal"; exit 130' INT TERM
  within "$@"
  exit
fi

release=bookworm keep=no bare=no root="" commands=()
while [ $# -gt 0 ]; do
  case "$1" in
    --release) release="$2"; shift 2 ;;
    --only)
      case "$2" in demo | test) commands=("make $2") ;; *) usage >&2; exit 2 ;; esac
      shift 2 ;;
    --run) commands+=("$2"); shift 2 ;;
    --keep) keep=yes; shift ;;
    --bare) bare=yes keep=yes; shift ;;
    --root) root="$(realpath "$2")" keep=yes; shift 2 ;;
    -h | --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
done
[ ${#commands[@]} -gt 0 ] || [ "$bare" = yes ] || commands=("make demo" "make test")
[ "$(id -u)" -eq 0 ] || { echo "only root can make a root" >&2; exit 2; }
[ -z "$root" ] || [ -e "$root.places" ] || { echo "no root that was kept: $root" >&2; exit 2; }

[ -n "$root" ] || root="$(mktemp -d "/var/tmp/bare-$release.XXXXXX")/root"
log="$(dirname "$root")/log"
inner=""
finish() {
  local code=$?
  trap - EXIT INT TERM
  # with it ends all that was started and mounted within
  [ -z "$inner" ] || { kill -KILL "$inner" && wait "$inner"; } 2>/dev/null || true
  if [ "$keep" = yes ]; then say "the root is left at $root"; else rm -rf --one-file-system "$root" "$root.places"; fi
  if [ "$code" -eq 0 ]; then say "PASSED (log: $log)"; else say "FAILED (log: $log)"; fi
  exit "$code"
}
trap finish EXIT
trap 'say "ended by a signal"; exit 130' INT TERM
unshare --mount --mount-proc --pid --fork --kill-child "$0" --within "$root" "$log" "$release" "${commands[@]}" &
inner=$!
code=0
wait "$inner" || code=$?
inner=""
exit "$code"
