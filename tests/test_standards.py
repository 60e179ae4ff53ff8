"""What the project holds itself to, as far as a program can see it."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import msgspec
import pytest
from tools import messages

from shiryokan.instance.config import PREFIX, Config

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 420, 55
HANDWRITTEN = [path for path in SOURCES if "migrations" not in path.parts]


@pytest.mark.parametrize("path", HANDWRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_can_be_read_in_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_the_project_speaks_of_itself_alone() -> None:
    forbidden = re.compile(
        "|".join(
            (
                "py" + r"pi\.org",
                "python" + "hosted",
                r"npm" + r"js\.org",
                r"deb\.debian",
                "/wo" + "rk/",
            )
        )
    )
    for path in tracked():
        if path.suffix in (".pdf", ".png", ".webp") or not path.is_file():
            continue
        found = forbidden.search(path.read_text("utf-8"))
        assert not found, f"{path}: {found}"


def test_the_catalogues_are_complete() -> None:
    assert messages.problems() == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert documented == {PREFIX + field.name.upper() for field in msgspec.structs.fields(Config)}


def test_the_glossary_names_each_word_once() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", page, re.MULTILINE)[2:]
    japanese, english = [row[0] for row in rows], [row[1] for row in rows]
    assert len(rows) > 20
    assert len(set(japanese)) == len(japanese)
    assert len(set(english)) == len(english)


def test_the_architecture_shows_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "shiryokan").glob("*/__init__.py")}
    assert rooms
    assert {room for room in rooms if f"`{room}/`" not in page} == set()
