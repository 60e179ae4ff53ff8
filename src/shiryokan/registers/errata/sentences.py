"""Sentences that correct: 「甲」を「乙」に改める, 「甲」を削る, 「甲」の次に「乙」を加える."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from shiryokan.registers.narrow_text import narrow

_QUOTED = r"「(?P<{0}>[^「」]*(?:「[^「」]*」[^「」]*)*)」"
_CHANGED = re.compile(
    _QUOTED.format("old")
    + r"(?:を|とあるのは、?|は、?)"
    + _QUOTED.format("new")
    + r"(?:[にへ](?:改め|訂正|修正|変更|更正)|の誤り|と(?:訂正|修正|変更|改め|読み替え|する))"
)
_GONE = re.compile(_QUOTED.format("old") + r"[をは]、?(?:削る|削り|削除)")
_COME = re.compile(
    _QUOTED.format("old")
    + r"の(?:(?P<behind>次|後(?:ろ)?|あと|下)|(?:直?前|上))に、?"
    + _QUOTED.format("new")
    + r"[をが]、?(?:加え|挿入|追加|補)"
)


class Said(msgspec.Struct, frozen=True):
    """What a sentence corrects: ``old`` words become ``new``, from ``start`` to ``end`` of the
    text."""

    old: str
    new: str
    start: int
    end: int


def corrections_said(text: str) -> Iterator[Said]:
    """The corrections of a text, in order."""
    plain = narrow(text)
    found: list[Said] = []
    for match in _CHANGED.finditer(plain):
        found.append(Said(_own(text, match, "old"), _own(text, match, "new"), *match.span()))
    for match in _GONE.finditer(plain):
        found.append(Said(_own(text, match, "old"), "", *match.span()))
    for match in _COME.finditer(plain):
        old, new = _own(text, match, "old"), _own(text, match, "new")
        whole = old + new if match["behind"] else new + old
        found.append(Said(old, whole, *match.span()))
    at = 0
    for each in sorted(found, key=lambda said: said.start):
        if each.start >= at:
            yield each
            at = each.end


def _own(text: str, match: re.Match[str], group: str) -> str:
    start, end = match.span(group)
    return text[start:end]
