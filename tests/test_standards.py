"""What the project holds itself to, as far as a program can see it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import msgspec
from tools import messages

from shiryokan.instance.config import PREFIX, Config
from shiryokan.registers.catalogue import REGISTERS

ROOT = Path(__file__).parent.parent


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
        if path.suffix in (".npz", ".pdf", ".png", ".webp") or not path.is_file():
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


def test_no_code_outside_a_registers_folder_names_it() -> None:
    """Neither its name in quotes, in a path or an import, nor a word by which people call it; but
    for one after which a room is called as well (checklists), whose words are that room's too."""
    rooms = {path.parent.name for path in (ROOT / "src" / "shiryokan").glob("*/__init__.py")}
    own = {name: register for name, register in REGISTERS.items() if name not in rooms}
    names = "|".join(own)
    words = {w for r in own.values() for w in (r.title, r.search_title) if w}
    named = re.compile(
        rf"[\"'](?:[^\"'\n]*[/.:])?(?:{names})(?:[/?:][^\"'\n]*|\.\w[^\"'\n]*)?[\"']"
        rf"|registers[./](?:{names})\b|{'|'.join(map(re.escape, sorted(words)))}"
    )
    folders = [ROOT / "src" / "shiryokan" / "registers" / name for name in REGISTERS]
    assert all(folder.is_dir() for folder in folders)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "src").rglob("*"))
        if path.suffix in (".py", ".html", ".txt", ".js", ".css", ".po")
        # addresses of items begin with a word of the field that is a register's name too
        and path != ROOT / "src" / "shiryokan" / "web" / "items" / "urls.py"
        and not any(path.is_relative_to(folder) for folder in folders)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if named.search(line)
    ]
    assert found == []


def test_one_place_takes_u_0000_out_of_text() -> None:
    source = ROOT / "src" / "shiryokan"
    own = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if '.replace("\\x00"' in path.read_text("utf-8")
    ]
    assert own == ["japanese/codepoints.py"]


def test_marks_between_the_words_of_a_page_follow_the_language() -> None:
    """（, ） and 、 stand in messages, as words do: English has others."""
    known = r"""\{%\s*(?P<block>blocktranslate|comment)\b.*?\{%\s*end(?P=block)\s*%\}|\{[%{#].*?[%}#]\}"""
    for path in (ROOT / "src").rglob("templates/**/*"):
        if path.suffix in (".html", ".txt"):
            bare = re.sub(known, "", path.read_text("utf-8"), flags=re.DOTALL)
            found = re.search(".{,20}[、（）].{,20}", bare)
            assert not found, f"{path}: {found}"


def test_no_page_writes_a_day_as_a_program_does() -> None:
    """Days in text follow the language (2024年3月5日); ISO 8601 stands in attributes alone, in which
    the filter's own quotes are single ones."""
    for path in (ROOT / "src").rglob("templates/**/*.html"):
        found = re.search(r"""\|date:"Y[^"]*-|>[^<"]*\|date:'Y[^']*-""", path.read_text("utf-8"))
        assert not found, f"{path}: {found}"
