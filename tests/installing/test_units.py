"""The systemd units run commands that are known, in places that agree, and leave the reading of
PDFs what it shuts itself in by."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.installing.test_containerfile import known

UNITS = sorted((ROOT / "deploy" / "systemd").glob("shiryokan-*.service"))
TIMER = ROOT / "deploy" / "systemd" / "shiryokan-backup.timer"
GUIDE = (ROOT / "docs" / "install.md").read_text("utf-8")
HARDENED = (
    "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "PrivateUsers", "ProtectHome",
    "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups",
    "ProtectClock", "ProtectHostname", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID",
    "LockPersonality", "RemoveIPC", "MemoryDenyWriteExecute",
)  # fmt: skip


class Many(dict[str, str]):
    """A key that comes more than once has all its values, as systemd adds them up."""

    def __setitem__(self, key: str, value: object) -> None:
        if isinstance(value, list) and key in self:
            super().__getitem__(key).extend(value)  # type: ignore[attr-defined]
        else:
            super().__setitem__(key, value)  # type: ignore[assignment]


def unit(path: Path) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(dict_type=Many, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, "utf-8")
    return read


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_runs_what_is_known_and_writes_to_its_home_alone(path: Path) -> None:
    service = unit(path)["Service"]
    known(service["ExecStart"].split())
    home = f"/var/lib/{service['StateDirectory']}"
    assert f"SHIRYOKAN_HOME={home}" in service["Environment"].split()
    assert service["WorkingDirectory"] == home
    assert (service["User"], service["ProtectSystem"]) == ("shiryokan", "strict")
    assert {name: service[name] for name in HARDENED} == dict.fromkeys(HARDENED, "yes")
    assert service["CapabilityBoundingSet"] == ""
    written = service.get("ReadWritePaths", "").split()
    assert written == ([service["ExecStart"].split()[2]] if "backup" in path.stem else [])


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_what_reads_pdfs_may_still_shut_itself_in(path: Path) -> None:
    allowed = unit(path)["Service"]["SystemCallFilter"].split()
    assert {
        "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp",
    } <= set(allowed)  # fmt: skip
    assert not {"~@resources", "~@process", "~@sandbox"} & set(allowed)


def test_all_that_serve_starts_is_started_by_units() -> None:
    started = {unit(path)["Service"]["ExecStart"].partition("shiryokan ")[2] for path in UNITS}
    assert any(line.startswith("serve --without-worker") for line in started)
    assert "work --forever" in started


def test_the_timer_is_of_the_backup() -> None:
    assert TIMER.with_suffix(".service") in UNITS
    timer = unit(TIMER)["Timer"]
    assert timer["Persistent"] == "yes" and re.match(r"\*-\*-\* \d\d:\d\d", timer["OnCalendar"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_knows_every_word_of_the_units(tmp_path: Path) -> None:
    for path in (*UNITS, TIMER):
        text = path.read_text("utf-8").replace("/opt/shiryokan/.venv/bin/shiryokan", "/bin/true")
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
         *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "shiryokan-" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def test_the_guide_installs_what_there_is() -> None:
    for named in re.findall(r"deploy/[\w./*-]+", GUIDE):
        assert list(ROOT.glob(named)), named
    for line in re.findall(r"^(?:runuser .*? -- )?(\S*/shiryokan [^#\n]*)", GUIDE, re.MULTILINE):
        known(line.split())
