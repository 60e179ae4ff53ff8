"""The pieces of a typed query: terms with their field, brackets, and the words AND, OR, NOT."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Kind = Literal["term", "open", "close", "and", "or", "not"]
Field = Literal["text", "title", "publisher", "council", "ministry", "kind", "year", "date"]

FIELDS: dict[str, Field] = {
    "title": "title", "題名": "title", "タイトル": "title",
    "publisher": "publisher", "発行者": "publisher", "発行元": "publisher",
    "council": "council", "会議体": "council", "会議": "council",
    "ministry": "ministry", "府省庁": "ministry", "省庁": "ministry",
    "kind": "kind", "種類": "kind",
    "year": "year", "年": "year", "年度": "year",
    "date": "date", "日付": "date",
}  # fmt: skip
"""Names of fields as they are typed."""

_QUOTES = {'"': '"', "「": "」", "『": "』", "“": "”", "＂": "＂", "”": "”"}
_SPACE = re.compile(r"\s+")
_MINUS = "-－−‐"
_OPEN, _CLOSE = "(（", ")）"
_BAR = re.compile(r"[|｜]+")
_WORD = re.compile(r"[^\s\"“”＂()（）|｜]+")
_FIELD = re.compile(
    rf"({'|'.join(sorted(FIELDS, key=len, reverse=True))})[:：]"
    rf"(?=[^\s|｜]|\s+[^\s(（)）|｜{re.escape(_MINUS)}])\s*",
    re.I,
)
"""A field's name; its value may stand after blanks, if it is a word."""
_JOINING: dict[str, Kind] = {
    "OR": "or", "ＯＲ": "or", "または": "or",
    "AND": "and", "ＡＮＤ": "and", "&&": "and",
    "NOT": "not", "ＮＯＴ": "not",
}  # fmt: skip


class BadQuery(Exception):  # noqa: N818
    """A query that cannot be understood: a stable ``code``, and where (from 0) it goes wrong."""

    def __init__(self, code: str, position: int) -> None:
        super().__init__(f"{code} at {position}")
        self.code = code
        self.position = position


class Lexeme(msgspec.Struct, frozen=True):
    """A piece of what was typed. ``field`` is as typed, and ``text`` without quotes."""

    kind: Kind
    position: int
    text: str = ""
    field: Field = "text"
    typed_field: str = ""
    quoted: bool = False


def lexemes(text: str) -> list[Lexeme]:
    """The pieces of ``text``, in order. Raises :class:`BadQuery` for a quote without its end."""
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        elif bar := _BAR.match(text, at):
            found.append(Lexeme("or", at))
            at = bar.end()
        elif text[at] in _OPEN:
            found.append(Lexeme("open", at))
            at += 1
        elif text[at] in _CLOSE:
            found.append(Lexeme("close", at))
            at += 1
        elif text[at] in _MINUS and at + 1 < len(text) and not text[at + 1].isspace():
            found.append(Lexeme("not", at))
            at += 1
        else:
            at = _term(text, at, found)
    return found


def _term(text: str, at: int, found: list[Lexeme]) -> int:
    begin = at
    field: Field = "text"
    typed_field = ""
    if match := _FIELD.match(text, at):
        typed_field = match[1]
        field, at = FIELDS[match[1].lower()], match.end()
    at, quoted, body = _body(text, at)
    if not quoted and not typed_field and body in _JOINING:
        found.append(Lexeme(_JOINING[body], begin))
    else:
        found.append(Lexeme("term", begin, body, field, typed_field, quoted))
    return at


def _body(text: str, at: int) -> tuple[int, bool, str]:
    """A quoted phrase or a word that begins at ``at``: where it ends, and what it says."""
    close = _QUOTES.get(text[at])
    if close is not None:
        end = text.find(close, at + 1)
        if end < 0:
            if text[at] in "「『":
                return at + 1, True, ""
            raise BadQuery("query_quote", at)
        return end + 1, True, text[at + 1 : end]
    word = _WORD.match(text, at)
    if word is None:
        return at + 1, True, ""
    return word.end(), False, word.group()
