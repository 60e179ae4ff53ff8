"""A binder as Markdown, with its list of citations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext

from shiryokan.binders.parts import HIDDEN, Part
from shiryokan.documents.citation import Cited, japanese

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def markdown(title: str, parts: Sequence[Part], cited: Sequence[Cited], base: str) -> str:
    """CommonMark. Words of documents are quoted, and nothing in them is taken for markup."""
    lines = [f"# {escaped(title)}", ""]
    for part in parts:
        lines += [*_lines(part, cited, base), ""]
    if cited:
        lines += [f"## {gettext('出典')}", ""]
        lines += [f"{n}. {escaped(japanese(each))}" for n, each in enumerate(cited, 1)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def number_of(part: Part, cited: Sequence[Cited]) -> int:
    """The number of a part's citation in the list; 0 where it has none."""
    if part.document is None:
        return 0
    wanted = (part.document.pk, part.page)
    return next(n for n, c in enumerate(cited, 1) if (c.identifier, c.page) == wanted)


def origin_of(part: Part, cited: Sequence[Cited]) -> str:
    """The line that says where a part stands and whether it still holds."""
    number = number_of(part, cited)
    said = f"{part.title} p.{part.page} [{number}]" if number else part.title
    return f"{said} — {part.state_title}" if part.state else said


def _lines(part: Part, cited: Sequence[Cited], base: str) -> list[str]:
    kind = part.piece.kind
    if part.hidden:
        return [f"*{gettext(HIDDEN)}*"]
    if kind == "text":
        return [escaped(part.words)]
    if kind == "search":
        found = [f"**{gettext('検索')}: [{escaped(part.title)}](<{base}{part.path}>)**", ""]
        for hit in part.hits:
            words = escaped(" ".join(hit.words.split()))
            found.append(f"- [{escaped(hit.title)} p.{hit.page}](<{base}{hit.path}>) {words}")
        return found
    quoted = [f"> {escaped(line)}" for line in part.words.splitlines() if line.strip()]
    return [
        *quoted,
        *([""] if quoted else []),
        f"[{escaped(origin_of(part, cited))}](<{base}{part.path}>)",
    ]
