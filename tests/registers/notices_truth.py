"""The heads and paragraphs of a notice, from its text as it was set by hand."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from shiryokan.paper.reader import Reader
from shiryokan.registers.notices import Notices

_HEAD = re.compile(
    r"\s*(?:(?P<code>[A-Z]\d{3}(?:-\d+)*)(?:[^\s]*)|区分(?P<plain>\d\d(?:の\d+)*))\s+[^\s。「」][^。「」]*"
)
_TITLE = re.compile(r"\s*(?:第\s?\d+\s?[章部節款].{0,40}|<[^<>]*>|<?通則>?)\s*")
_NUMBERED = (re.compile(r"\s*\((\d+)\)"), re.compile(r"\s*(\d+)\s+\S"))


class Measured(NamedTuple):
    """What of a notice is there: heads, paragraphs and characters, each found and printed."""

    heads: tuple[int, int]
    paragraphs: tuple[int, int]
    characters: tuple[int, int]
    missing: list[str]


def plain(text: str) -> str:
    """In NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def measure(file: Path, edited: Path) -> Measured:
    """A notice's records against the text as it was set by hand."""
    with Reader(file) as reader:
        pages = [reader.page(number + 1) for number in range(reader.pages)]
    records = Notices().extract(pages).records
    printed, paragraphs, text = _printed(edited.read_text("utf-8"))
    codes = {record.code for record in records}
    taken = {(record.code, record.number) for record in records}
    missing = [code for code in printed if code not in codes]
    lost = [each for each in paragraphs if each not in taken]
    found = plain("".join(f"{record.number}{record.text}" for record in records))
    return Measured(
        (len(printed) - len(missing), len(printed)),
        (len(paragraphs) - len(lost), len(paragraphs)),
        (len(found), len(text)),
        missing + [f"{code}/{number}" for code, number in lost],
    )


def _printed(edited: str) -> tuple[list[str], list[tuple[str, str]], str]:
    heads: list[str] = []
    paragraphs: list[tuple[str, str]] = []
    body: list[str] = []
    form: re.Pattern[str] | None = None
    expected, code = 1, ""
    for raw in edited.splitlines():
        line = unicodedata.normalize("NFKC", raw)
        if raw.startswith("#") or not line.strip():
            continue
        match = _HEAD.fullmatch(line)
        if match or _TITLE.fullmatch(line):
            code = (match["code"] or match["plain"].replace("の", "-")) if match else ""
            heads += [code] if code else []
            form, expected = None, 1
            continue
        body.append(plain(line))
        for pattern in [form] if form else _NUMBERED:
            numbered = pattern.match(line)
            if code and numbered and int(numbered[1]) == expected:
                label = numbered[1] if pattern is _NUMBERED[1] else f"({expected})"
                paragraphs.append((code, label))
                form, expected = pattern, expected + 1
                break
    return heads, paragraphs, "".join(body)
