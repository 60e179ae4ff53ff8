"""The library without any extra: it imports nothing else, and its commands do their work."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tools.locked import ROOT, normal

PLANS = {
    "2024": ROOT / "samples" / "mikagami-plan-2024.pdf",
    "2025": ROOT / "samples" / "mikagami-plan-2025.pdf",
}
ALONE = """
import importlib, importlib.abc, json, pkgutil, sys

denied = set(json.loads(sys.argv.pop(1)))

class Denying(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in denied:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Denying())
"""
ALL_OF_CORE = """
for room in ("japanese", "paper", "registers", "i18n"):
    package = importlib.import_module(f"shiryokan.{room}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""
COMMAND = """
from shiryokan.cli.main import main
main()
"""


def needed() -> set[str]:
    """The distributions that ``pip install shiryokan`` brings on this platform."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: set[str] = set()
    waiting = list(project["dependencies"])
    while waiting:
        requirement = Requirement(waiting.pop())
        name = normal(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        try:
            waiting += requires(name) or []
        except PackageNotFoundError:  # of another platform
            continue
    return found


def denied() -> set[str]:
    """The modules installed here that it does not bring."""
    own = needed() | {"shiryokan"}
    return {
        module
        for module, packages in packages_distributions().items()
        if not own & {normal(package) for package in packages}
    }


def alone(
    code: str, *arguments: str, without: set[str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [
        sys.executable,
        "-c",
        ALONE + code,
        json.dumps(sorted(without or denied())),
        *arguments,
    ]
    return subprocess.run(
        command, capture_output=True, timeout=120, check=False,
        env={**os.environ, "SHIRYOKAN_LANGUAGE": "en", "PYTHONPATH": ""},
    )  # fmt: skip


def test_what_is_denied_is_what_the_extras_bring() -> None:
    assert {"django", "sudachipy", "pyarrow", "mcp", "httpx", "tantivy"} <= denied()
    assert not {"numpy", "click", "msgspec", "rapidfuzz", "PIL", "shiryokan"} & denied()


def test_every_module_of_the_core_can_be_imported_without_an_extra() -> None:
    done = alone(ALL_OF_CORE)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "arguments",
    [
        ("text", "2024"),
        ("records", "measures", "2024", "--format", "jsonl"),
        ("compare", "measures", "2024", "2025", "--format", "jsonl"),
        ("compare", "measures", "2024", "2025", "--format", "xlsx"),
    ],
    ids=" ".join,
)
def test_the_commands_of_the_library_alone_need_no_extra(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    plans = {year: PLANS[year] for year in ("2024", "2025")}
    filled = [str(plans.get(argument, argument)) for argument in arguments]
    out = tmp_path / "out"
    done = alone(COMMAND, *filled, *(["-o", str(out)] if "--format" in arguments else []))
    assert done.returncode == 0, done.stderr.decode()
    assert len(out.read_bytes() if out.exists() else done.stdout) > 1000


def test_a_command_that_needs_an_extra_says_what_to_install(tmp_path: Path) -> None:
    table = alone(
        COMMAND, "records", "measures", str(PLANS["2024"]), "-o", str(tmp_path / "plan.parquet")
    )
    assert table.returncode == 1
    assert re.search(rb"pip install 'shiryokan\[parquet\]'", table.stderr)
    assistant = alone(COMMAND, "mcp", without={"mcp"})
    assert assistant.returncode == 1
    assert re.search(rb"pip install 'shiryokan\[server,mcp\]'", assistant.stderr)
    search = alone(COMMAND, "search", "x")
    assert search.returncode == 1
    assert re.search(rb"pip install 'shiryokan\[server\]'", search.stderr)
