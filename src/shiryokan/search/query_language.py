"""What people type into the search box.

Words are joined by AND; ``OR`` (or ``|``) between two, ``-word`` for NOT, quotes of any kind for
a phrase, ``title:``, ``publisher:`` and ``council:`` for a field. A word is found as it is
written: a word of several characters is a phrase of them.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from shiryokan.search.grams import spellings, words

Field = Literal["text", "title", "publisher", "council"]
FIELDS: tuple[Field, ...] = ("title", "publisher", "council")
MOST_TERMS = 32


class BadQuery(Exception):  # noqa: N818
    """A query that cannot be understood: a stable ``code``, and where (from 0) it goes wrong."""

    def __init__(self, code: str, position: int) -> None:
        super().__init__(f"{code} at {position}")
        self.code = code
        self.position = position


class Term(msgspec.Struct, frozen=True):
    """Something that must stand in a field, as a row of atoms; or that must not (``negated``)."""

    atoms: tuple[str, ...]
    field: Field = "text"
    negated: bool = False

    def rows(self) -> list[tuple[str, ...]]:
        """The rows of atoms that will do: the one written and its other spellings."""
        return spellings(self.atoms)


class Query(msgspec.Struct, frozen=True):
    """All of ``clauses`` must hold; a clause holds when one of its terms does."""

    clauses: tuple[tuple[Term, ...], ...]

    def shown(self) -> list[Term]:
        """The terms that are looked for in the text, for highlighting."""
        return [t for c in self.clauses for t in c if not t.negated and t.field == "text"]


_QUOTES = {'"': '"', "「": "」", "『": "』", "“": "”", "＂": "＂", "”": "”"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\s\"“”＂]+")
_MINUS = "-－−‐"


class _Piece(msgspec.Struct, frozen=True):
    text: str
    position: int
    field: Field
    negated: bool
    quoted: bool


def parse(text: str) -> Query:
    """The query that ``text`` says. Raises :class:`BadQuery`, and nothing else."""
    clauses: list[list[Term]] = []
    joining = False
    pieces = _pieces(text)
    for piece in pieces:
        if not piece.quoted and piece.text in ("OR", "|", "ＯＲ", "｜"):
            if not clauses or joining:
                raise BadQuery("query_or", piece.position)
            joining = True
            continue
        if not piece.quoted and piece.text == "AND":
            continue
        term = _term(piece)
        if term is None:
            continue
        if joining:
            if term.negated or clauses[-1][0].negated:
                raise BadQuery("query_or_not", piece.position)
            clauses[-1].append(term)
        else:
            clauses.append([term])
        joining = False
    if joining:
        raise BadQuery("query_or", len(text))
    if not clauses:
        raise BadQuery("query_empty", 0)
    if sum(map(len, clauses)) > MOST_TERMS:
        raise BadQuery("query_long", len(text))
    if all(clause[0].negated for clause in clauses):
        raise BadQuery("query_only_not", 0)
    return Query(tuple(tuple(clause) for clause in clauses))


def _term(piece: _Piece) -> Term | None:
    row = tuple(words(piece.text))
    return Term(row, piece.field, piece.negated) if row else None


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        begin, negated = at, False
        field: Field = "text"
        if text[at] in _MINUS and at + 1 < len(text) and not text[at + 1].isspace():
            negated, at = True, at + 1
        for name in FIELDS:
            for colon in (":", "："):
                if text.startswith(name + colon, at) and len(text) > at + len(name) + 1:
                    field, at = name, at + len(name) + 1
        at, quoted, body = _body(text, at)
        found.append(_Piece(body, begin, field, negated, quoted))
    return found


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
