"""Runs the steps of the Containerfile in a bare Debian, without any container engine: each stage in
a copy of a bare root, each instruction as the file says it; then the command, as its user, with its
root read-only, a volume for the home and no right beside, and asks the health check, adds a
document and looks at the walls around what reads it.

usage: python -m tools.container_steps BASE [--keep]

BASE is a root that ``tools/bare-machine.sh --bare`` left. Needs root. What is committed is built.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.containerfile import ROOT, Stage, admitted, of_project

ANSWERS_SECONDS = 150.0
"""Longest wait for the first good health check: where an engine gives up, which is after the start
period of the check and three bad answers. A busy machine of two cores has taken 67 s."""
ASKS_SECONDS = 3.0
"""Between two health checks, each of which starts Python: less would slow what is waited for."""
REACH = ("PIP_", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
         "SSL_CERT_", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")  # fmt: skip
"""What of the environment says how this machine reaches the world: for the building alone."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SAMPLE = "samples/mikagami-plan-2024.pdf"


def context_of(folder: Path) -> Path:
    """What is committed and admitted by the ignore file."""
    ignore = (ROOT / ".containerignore").read_text("utf-8")
    names = subprocess.run(
        ["git", "ls-tree", "-r", "-z", "--name-only", "HEAD"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    wanted = [name for name in names if name and admitted(name, ignore)]
    folder.mkdir()
    archive = subprocess.Popen(
        ["git", "archive", "HEAD", "--", *wanted], cwd=ROOT, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive.stdout, check=True)
    if archive.wait():
        sys.exit("the tree could not be taken out of git")
    return folder


def within(root: Path, script: str, environment: dict[str, str], places: list[str]) -> None:
    """Run a line in a root, in namespaces of its own; ends the program if it fails."""
    mounts = [f"mount -t proc proc '{root}/proc'"]
    for place in places:
        make = "mkdir -p" if Path(place).is_dir() else "install -D /dev/null"
        mounts += [f"{make} '{root}{place}'", f"mount --bind -o ro '{place}' '{root}{place}'"]
    inner = " && ".join([*mounts, f"exec chroot '{root}' /bin/sh -c \"$1\""])
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", inner, "-", script],
        env=environment, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"FAILED ({done.returncode}): {script}")


def copy_in(words: list[str], context: Path, roots: dict[str, Path], root: Path, cwd: str) -> None:
    """COPY, from the context or another stage."""
    source = context
    if words[0].startswith("--from="):
        source = roots[words.pop(0).partition("=")[2]]
    *names, target = words
    place = root / os.path.join(cwd, target).lstrip("/")  # noqa: PTH118  of an absolute target it is that
    many = len(names) > 1 or target.endswith("/")
    for name in names:
        (found,) = source.glob(name.lstrip("/"))
        into = place / found.name if many and found.is_file() else place
        into = into.resolve() if into.exists() else into
        into.parent.mkdir(parents=True, exist_ok=True)
        if found.is_dir():
            shutil.copytree(found, into, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(found, into)


def build(stage: Stage, base: Path, root: Path, context: Path, roots: dict[str, Path]) -> None:
    """Make a stage's root."""
    subprocess.run(["cp", "-a", "--reflink=auto", f"{base}/.", str(root)], check=True)
    places = base.with_name(f"{base.name}.places").read_text("utf-8").split()
    reach = {k: v for k, v in os.environ.items() if k.startswith(REACH)}
    environment = {"PATH": _PATH, "DEBIAN_FRONTEND": "noninteractive", **reach}
    cwd = "/"
    for instruction in stage.instructions:
        print(f"  {instruction.name} {instruction.value[:100]}", flush=True)
        match instruction.name:
            case "RUN":
                within(root, f"cd {cwd} && {instruction.value}", environment, places)
            case "COPY":
                copy_in(instruction.words, context, roots, root, cwd)
            case "WORKDIR":
                cwd = instruction.value
                (root / cwd.lstrip("/")).mkdir(parents=True, exist_ok=True)
            case "ENV":
                environment |= stage.environment


RUNNING = r"""
set -eu
root=$1 uid=$2 volume=$3
# the loopback alone: nothing of the network, and no port of this machine's is taken
python3 -c 'import fcntl, socket, struct
s = socket.socket(); fcntl.ioctl(s, 0x8914, struct.pack("16sH14s", b"lo", 0x41, b""))'
mount --bind "$root" "$root" && mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o "mode=0700,uid=${uid%:*},gid=${uid#*:}" tmpfs "$root$volume"
cp "$SAMPLE" "$root/tmp/sample.pdf" && chmod 644 "$root/tmp/sample.pdf"
user=(chroot "$root" setpriv --reuid "${uid%:*}" --regid "${uid#*:}" --clear-groups --no-new-privs
  --bounding-set=-all --inh-caps=-all env -i -C "$volume" $ENVIRONMENT)
as_user() { "${user[@]}" "$@"; }
# not by the function: what is stopped in the end must be the command itself
"${user[@]}" $COMMAND & served=$!
began=$(date +%s)
until as_user $HEALTH; do
  kill -0 "$served" || { echo "the command ended"; exit 1; }
  [ $(($(date +%s) - began)) -lt "$WAIT" ] || { echo "no good health"; exit 1; }
  sleep "$ASKS"
done
echo "healthy after $(($(date +%s) - began)) s"
if as_user touch /opt/shiryokan/here 2>/dev/null; then echo "the root can be written"; exit 1; fi
as_user shiryokan add /tmp/sample.pdf
as_user python -c '
import urllib.parse, urllib.request
address = "http://127.0.0.1:8000/search?q=" + urllib.parse.quote("訓練")
page = urllib.request.urlopen(address).read().decode()
assert "/documents/" in page and "訓練" in page
print("the document is found")'
as_user shiryokan doctor --json >"$root/tmp/doctor.json" || true
cat "$root/tmp/doctor.json" && echo
as_user id
kill -TERM "$served"; wait "$served" && echo "stopped well"
"""


def tried(stage: Stage, root: Path) -> str:
    """Run the image's command as an engine would, and what it said."""
    environment = " ".join(f"{name}={value}" for name, value in stage.environment.items())
    (volume,) = stage.last("VOLUME")
    (user,) = stage.last("USER")
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child",
         "bash", "-c", RUNNING, "-", str(root), user, volume],
        env={
            "PATH": _PATH, "ENVIRONMENT": environment, "SAMPLE": str(ROOT / SAMPLE),
            "COMMAND": " ".join(stage.last("ENTRYPOINT") + stage.last("CMD")),
            "HEALTH": " ".join(stage.health), "WAIT": f"{ANSWERS_SECONDS:.0f}",
            "ASKS": f"{ASKS_SECONDS:.0f}",
        },
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    print(done.stdout, done.stderr, sep="\n", flush=True)
    if done.returncode:
        sys.exit("FAILED: the command in its container")
    return done.stdout


def walls(said: str) -> list[str]:
    """What is amiss with the walls around the reading, as doctor tells."""
    line = next(line for line in said.splitlines() if line.startswith("[{"))
    found = [each for each in json.loads(line) if "囲い" in each["name"]]
    return [each["says"] for each in found if not each["good"]]


def main() -> None:
    """Build, run, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    base = asked.base.resolve()
    folder = Path(tempfile.mkdtemp(prefix="container-steps.", dir="/var/tmp"))
    # whoever is no user of this machine goes through it on the way to its root
    folder.chmod(0o755)
    try:
        context, roots, began = context_of(folder / "context"), {}, time.monotonic()
        for number, stage in enumerate(of_project()):
            print(f"stage {number} {stage.name} from {stage.base}", flush=True)
            root = roots[stage.name or str(number)] = folder / f"stage-{number}"
            root.mkdir()
            build(stage, base, root, context, roots)
        print(f"built in {time.monotonic() - began:.0f} s", flush=True)
        if wrong := walls(tried(stage, root)):
            sys.exit(f"FAILED: {wrong}")
        print("PASSED")
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
