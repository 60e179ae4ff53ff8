"""The truth of a notice: a reader of the edited text that knows nothing of the register's.

A volunteer edited the text of every page: runs of spaces stand for indentation. This reader goes by
these runs alone. Lines that the volunteer set aside with ``#`` (tables, page numbers) are no text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from shiryokan.japanese.codepoints import readable

_PAGE = re.compile(r"# file: .* page: (\d+)")
_CODE = r"(?:[A-Z][0-9]{3}(?:[-][0-9]+)*|区分[0-9]{2}(?:の[0-9]+)*)"
_HEAD = re.compile(rf"^( *)({_CODE})(?=[、 ]|及び|削除)(.*)$")
_SECTION = re.compile(r"^ *第[0-9]+[章部節款] +[^、]*$")
_GROUP = re.compile(r"^ *(?:<[^<>。]+>|(?:1 +)?通則|\[[^。]*共通事項[^。]*\]) *$")
_CLOSE = re.compile(r"^ *#? *(?:別表[0-9]*|別紙様式[0-9]*|別添[0-9の]*) *$")
_LABEL = re.compile(r"^( *)(\([0-9]{1,2}\)|[0-9]{1,2}) +(\S.*)$")


def plain(text: str) -> str:
    """What is compared: without white space, radicals, widths and dashes made one."""
    text = unicodedata.normalize("NFKC", readable(text)).replace("へ", "ヘ").replace("二", "ニ")
    text = re.sub("[〜～~∼]", "~", re.sub("[‐‑–—―−－ー-]", "-", text))
    return re.sub(r"\s", "", text)


@dataclass
class TrueParagraph:
    """A paragraph: its codes, or the headings over it; the numbers down to it; its text."""

    codes: tuple[str, ...]
    numbers: tuple[str, ...]
    page: int
    text: str = ""


@dataclass
class _Line:
    page: int
    text: str


@dataclass
class _Part:
    codes: tuple[str, ...]
    place: str
    page: int
    lines: list[_Line] = field(default_factory=list)


def read(text: str) -> tuple[list[tuple[str, ...]], list[TrueParagraph]]:
    """The codes of every head, and the paragraphs, in order."""
    parts = _parts(text)
    heads = [part.codes for part in parts if part.codes]
    return heads, [each for part in parts for each in _paragraphs(part)]


def _parts(text: str) -> list[_Part]:
    parts = [_Part((), "", 1)]
    page, closed = 1, False
    section = group = ""
    for raw in text.splitlines():
        if found := _PAGE.match(raw):
            page = int(found[1])
            continue
        line = unicodedata.normalize("NFKC", raw.rstrip().replace("　", "  "))
        line = re.sub("[‐‑–—―−－]", "-", line)
        if _CLOSE.match(line):
            closed = True
        line = re.sub("<(?:img|br)[^<>]*>", "", line)
        if line.startswith("#") or not line.strip():
            continue
        head = _HEAD.match(line)
        if head and not line.endswith("。") and " " in line.strip():
            closed = False
            found_codes = re.findall(_CODE, line)
            codes = tuple(c.removeprefix("区分").replace("の", "-") for c in found_codes)
            parts.append(_Part(codes, "", page))
        elif _SECTION.match(line) and not line.endswith("。"):
            closed, section, group = False, plain(line.split(maxsplit=1)[1]), ""
            parts.append(_Part((), section, page))
        elif _GROUP.match(line) and not (parts[-1].codes and "1" in line):
            closed, found_group = False, re.sub(r"[<>\[\]1]", "", plain(line))
            over = group if found_group == "通則" and group else section
            group = group if found_group == "通則" else found_group
            parts.append(_Part((), f"{over}/{found_group}".lstrip("/"), page))
        elif not closed:
            parts[-1].lines.append(_Line(page, line))
    return parts


def _paragraphs(part: _Part) -> Iterable[TrueParagraph]:
    yield from _of_lines(part.codes or (part.place,), (), part.lines)


def _of_lines(
    codes: tuple[str, ...], above: tuple[str, ...], lines: list[_Line]
) -> Iterable[TrueParagraph]:
    starts = _starts(lines)
    first = starts[0][0] if starts else len(lines)
    if first:
        lead = lines[:first]
        yield TrueParagraph(codes, above, lead[0].page, "".join(each.text for each in lead))
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (at, number), end in zip(starts, ends, strict=False):
        own = lines[at:end]
        match = _LABEL.match(own[0].text)
        assert match
        body = [_Line(own[0].page, match[3]), *own[1:]]
        if titled := _is_title(number, body):
            yield from _of_lines(codes, (*above, number), body[titled:])
        else:
            text = "".join(each.text for each in body)
            yield TrueParagraph(codes, (*above, number), own[0].page, text)


def _is_title(number: str, body: list[_Line]) -> int:
    """How many lines a title takes, if it is one: it is no sentence, and (1) stands below it."""
    for count in (1, 2):
        if number.startswith("(") or len(body) <= count or "。" in body[count - 1].text:
            return 0
        below = _LABEL.match(body[count].text)
        if below is not None:
            return count if below[2] == "(1)" else 0
    return 0


def _starts(lines: list[_Line]) -> list[tuple[int, str]]:
    """The lines with a label of the outermost list."""
    starts: list[tuple[int, str]] = []
    indent, last, form = -1, 0, False
    for at, line in enumerate(lines):
        match = _LABEL.match(line.text)
        if not match:
            continue
        value, bracket = int(match[2].strip("()")), match[2].startswith("(")
        if not starts and value == 1:
            starts.append((at, match[2]))
            indent, last, form = len(match[1]), 1, bracket
            continue
        near = starts and bracket == form and abs(len(match[1]) - indent) <= 3
        if near and (value == last + 1 or (value == last and len(match[1]) <= indent)):
            starts.append((at, match[2]))
            last = value
    return starts
