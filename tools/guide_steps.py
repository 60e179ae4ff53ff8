"""Runs the lines of docs/install.md in a bare Debian that its own systemd has started, without any
machine beside: then looks whether the house answers through its units, reads a document behind its
walls, makes a backup, and what systemd says of the units.

usage: python -m tools.guide_steps BASE [--keep]

BASE is a root that ``tools/bare-machine.sh --bare`` left. Needs root and cgroups that may be
written. What is committed is installed. Three lines cannot be run as they stand: the clone is of
this checkout, Caddy makes the certificate by itself, for nobody outside could vouch for its name,
and the mail is left out, for there is no server that would take it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.container_steps import REACH, SAMPLE
from tools.containerfile import ROOT

BOOT_SECONDS = 60.0
"""Longest wait for systemd to have started what it starts."""
NAME = "library.example.jp"
CLONE = "/root/checkout"
OWN_CERTIFICATE = r"sed -i 's/reverse_proxy/tls internal\n\treverse_proxy/' /etc/caddy/Caddyfile"
PORTS = (80, 443, 8000)
"""What the house takes of this machine, whose network it shares."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

BOOT = r"""
set -eu
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mkdir -p "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
ln -sf pts/ptmx "$root/dev/ptmx"
for place in $PLACES; do
  if [ -d "$place" ]; then mkdir -p "$root$place"; else install -D /dev/null "$root$place"; fi
  mount --bind -o ro "$place" "$root$place"
done
# the root of the namespace, not of this process alone: in a chroot no user namespace can be made,
# as the units want by PrivateUsers
cd "$root"
pivot_root . .
umount -l .
exec env -i container=bare PATH="$PATH" /lib/systemd/systemd --log-target=console
"""

AFTER = r"""
set -eu
cd /
house() {
  runuser -u shiryokan -- env SHIRYOKAN_HOME=/var/lib/shiryokan \
    /opt/shiryokan/.venv/bin/shiryokan "$@"
}
systemctl is-active shiryokan-web shiryokan-worker shiryokan-backup.timer caddy
python3 -c '
import json, socket, ssl, time, urllib.request
for _ in range(100):
    try:
        answer = json.load(urllib.request.urlopen("http://127.0.0.1:8000/readyz"))
        break
    except OSError as error:
        answer = getattr(error, "read", lambda: error)()
        time.sleep(0.3)
print("readyz", answer)
assert answer["ready"]
context = ssl._create_unverified_context()
name = "library.example.jp"
for _ in range(60):
    try:
        with socket.create_connection(("127.0.0.1", 443)) as plain:
            with context.wrap_socket(plain, server_hostname=name) as tls:
                tls.sendall(f"GET /healthz HTTP/1.0\r\nHost: {name}\r\n\r\n".encode())
                said = tls.makefile("rb").read()
                break
    except OSError:
        time.sleep(0.5)
print("https", said.splitlines()[0], said.splitlines()[-1])
assert b" 200 " in said.splitlines()[0]
'
install -o shiryokan -m 600 /root/sample.pdf /var/lib/shiryokan/sample.pdf
house add /var/lib/shiryokan/sample.pdf
# doctor within the walls of the worker's unit: do those of the reading stand there?
sed -E 's#^ExecStart=.*#ExecStart=/opt/shiryokan/.venv/bin/shiryokan doctor --json#
  s/^Type=.*/Type=oneshot/; /^Restart/d; s/^StandardOutput.*//' \
  /etc/systemd/system/shiryokan-worker.service >/run/systemd/system/shiryokan-look.service
systemctl daemon-reload
systemctl start shiryokan-look || true
journalctl -u shiryokan-look -o cat | python3 -c '
import json, sys
lines = [line for line in sys.stdin if line.startswith("[{")]
found = {each["name"]: each for each in json.loads(lines[-1])}
walls = [each for name, each in found.items() if "囲い" in name]
print(walls)
assert len(walls) == 2 and all(each["good"] for each in walls)
'
rm /var/lib/shiryokan/sample.pdf
journalctl -u shiryokan-web -u shiryokan-worker -o cat | tail -20
ls /var/backups/shiryokan
systemd-analyze verify --man=no /etc/systemd/system/shiryokan-*
for unit in web worker backup; do
  systemd-analyze security shiryokan-$unit.service --no-pager | tail -1
done
"""


def blocks() -> list[str]:
    """The shell of the guide, block by block."""
    text = (ROOT / "docs" / "install.md").read_text("utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def tried(block: str) -> str:
    """A block as it is run here."""
    block = re.sub(r"^(smtp_\w+|mail_from) = .*\n", "", block, flags=re.MULTILINE)
    return (
        block.replace("YOUR-COPY-OF-THIS-REPOSITORY", CLONE)
        .replace("YOUR.NAME", NAME)
        .replace(">/etc/caddy/Caddyfile", ">/etc/caddy/Caddyfile\n" + OWN_CERTIFICATE)
    )


def main() -> None:
    """Boot, follow the guide, look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    base = asked.base.resolve()
    for port in PORTS:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("", port))
    folder = Path(tempfile.mkdtemp(prefix="guide-steps.", dir="/var/tmp"))
    folder.chmod(0o755)
    root, booted = folder / "root", None
    try:
        prepare(base, root)
        booted = boot(base, root, folder / "boot.log")
        follow(booted, folder / "boot.log")
        print("PASSED")
    finally:
        if booted is not None:
            os.kill(booted.pid, signal.SIGKILL)
            booted.wait()
            leave(cgroups() / folder.name)
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


def prepare(base: Path, root: Path) -> None:
    """A copy of the base that has systemd, as every server has, and this checkout."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
    wanted = "systemd systemd-sysv"
    inside(root, f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {wanted}")
    bundle = root / "root" / "head.bundle"
    subprocess.run(["git", "bundle", "create", "-q", str(bundle), "HEAD"], cwd=ROOT, check=True)
    bundle.rename(root / CLONE.lstrip("/"))
    shutil.copy(ROOT / SAMPLE, root / "root" / "sample.pdf")
    # packages may start what they bring: there is an init now
    (root / "usr/sbin/policy-rc.d").unlink(missing_ok=True)


def reach() -> dict[str, str]:
    """How this machine reaches the world."""
    return {name: value for name, value in os.environ.items() if name.startswith(REACH)}


def inside(root: Path, line: str) -> None:
    """Run a line in a root that is not booted."""
    script = f"mount -t proc proc '{root}/proc' && exec chroot '{root}' sh -c \"$1\""
    subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "bash", "-c", script, "-", line],
        env={"PATH": _PATH, "DEBIAN_FRONTEND": "noninteractive", **reach()}, check=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def boot(base: Path, root: Path, log: Path) -> subprocess.Popen[bytes]:
    """The root's systemd as the first process of namespaces of its own."""
    places = base.with_name(f"{base.name}.places").read_text("utf-8")
    group = cgroups() / root.parent.name
    group.mkdir()
    begin = ["bash", "-c", 'echo $$ >"$0/cgroup.procs" && exec "$@"', str(group)]
    spaces = ["--mount", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child"]
    with log.open("wb") as writing:
        return subprocess.Popen(
            [*begin, "unshare", *spaces, "--mount-proc", "bash", "-c", BOOT, "-", str(root)],
            env={"PATH": _PATH, "PLACES": places}, stdin=subprocess.DEVNULL, stdout=writing,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def cgroups() -> Path:
    """Where the groups of processes are that systemd wants to arrange."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    return next(Path(mount[1]) for mount in mounts if mount[2] == "cgroup2")


def leave(group: Path) -> None:
    """Remove the groups that a booted root leaves behind."""
    for _ in range(50):
        try:
            for path in sorted(group.rglob("*"), reverse=True):
                if path.is_dir():
                    path.rmdir()
            group.rmdir()
            return
        except OSError:
            # what was killed is still ending
            time.sleep(0.1)


def follow(booted: subprocess.Popen[bytes], log: Path) -> None:
    """Run the guide's blocks in what was booted, then look."""
    began = time.monotonic()
    while True:
        children = Path(f"/proc/{booted.pid}/task/{booted.pid}/children").read_text().split()
        if children and shell(children[0], "systemctl is-system-running --wait; true") == 0:
            break
        if booted.poll() is not None or time.monotonic() - began > BOOT_SECONDS:
            sys.exit(f"FAILED: systemd did not start; see {log}")
        time.sleep(0.5)
    for block in blocks():
        print(block, flush=True)
        if shell(children[0], tried(block)):
            shell(
                children[0],
                "journalctl -b -o cat --no-pager _PID=1 + SYSLOG_IDENTIFIER=shiryokan | tail -40",
            )
            sys.exit(f"FAILED: {block}")
    if shell(children[0], AFTER):
        sys.exit("FAILED: what came of it")


def shell(init: str, script: str) -> int:
    """Run a script beside the first process of what was booted; how it ended."""
    return subprocess.run(
        ["nsenter", "--target", init, "--all", "/bin/bash", "-ec", f"cd /\n{script}"],
        env={"PATH": _PATH, "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root", **reach()},
        check=False, stdin=subprocess.DEVNULL,
    ).returncode  # fmt: skip


if __name__ == "__main__":
    main()
