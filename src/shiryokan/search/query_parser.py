"""What people type into the search box.

Words are joined by AND; ``OR`` (or ``|``) between two, ``-word`` or ``NOT`` for what must not be,
quotes of any kind for a phrase, brackets, and fields (``title:``, ``publisher:``, ``council:``,
``ministry:``, ``kind:``, ``year:``, ``date:``, or their Japanese names). A word is found as it is
written and in its other spellings; what is in quotes, only as it is written.
"""

from __future__ import annotations

import datetime
import re

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.eras import (
    ERAS,
    FiscalYear,
    Month,
    NotATime,
    When,
    Year,
    mentions_in_folded,
)
from shiryokan.japanese.eras import parse as parse_time
from shiryokan.japanese.spellings import Spelling, spellings
from shiryokan.japanese.tokens import words as dictionary_words
from shiryokan.search.grams import row_of
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.kinds import kind_named
from shiryokan.search.lexer import BadQuery, Lexeme, lexemes
from shiryokan.search.query import (
    All,
    Dated,
    Either,
    Named,
    Node,
    Not,
    Query,
    Row,
    TextField,
    Words,
)
from shiryokan.search.synonyms import NO_SYNONYMS, Synonyms
from shiryokan.search.times import days_of, terms_of

__all__ = ["MOST_TERMS", "BadQuery", "parse"]
MOST_TERMS = 32
MOST_DEPTH = 8
_RANGE = re.compile(r"\.\.|~|〜|～")
_PLAIN = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")

_ERA_OF_LETTER = {era.letter.lower(): era.name for era in ERAS}
_SHORT_YEAR = re.compile(rf"(?P<letter>[{''.join(_ERA_OF_LETTER)}])\d{{1,2}}(?:年度?)?")


def parse(text: str, synonyms: Synonyms = NO_SYNONYMS, *, exact: bool = False) -> Query:
    """The query that ``text`` says. Raises :class:`BadQuery`, and nothing else.

    With ``exact`` nothing is looked for in other spellings.
    """
    found = lexemes(text)
    if sum(lexeme.kind == "term" for lexeme in found) > MOST_TERMS:
        raise BadQuery("query_long", len(text))
    root = _Parser(found, len(text), synonyms, exact).whole()
    if root is None:
        raise BadQuery("query_empty", 0)
    if _only_negative(root):
        raise BadQuery("query_only_not", 0)
    return Query(root)


class _Parser:
    """Descends from OR over AND to single terms; each method returns nothing for nothing said."""

    def __init__(self, found: list[Lexeme], length: int, synonyms: Synonyms, exact: bool) -> None:
        self._lexemes, self._length, self._at, self._depth = found, length, 0, 0
        self._synonyms, self._exact = synonyms, exact

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def whole(self) -> Node | None:
        node = self._all()
        left = self._next()
        if left is not None:
            raise BadQuery("query_bracket_close", left.position)
        return node

    def _all(self) -> Node | None:
        """Terms that must all hold; OR binds its two neighbours."""
        parts: list[Node] = []
        joining: Lexeme | None = None
        while (lexeme := self._next()) is not None and lexeme.kind != "close":
            if lexeme.kind == "or":
                if not parts or joining:
                    raise BadQuery("query_or", lexeme.position)
                joining = lexeme
                self._at += 1
                continue
            if lexeme.kind == "and":
                self._at += 1
                continue
            node = self._one()
            if node is None:
                continue
            if joining:
                if isinstance(node, Not) or isinstance(parts[-1], Not):
                    raise BadQuery("query_or_not", lexeme.position)
                parts[-1] = _either(parts[-1], node)
                joining = None
            else:
                parts.append(node)
        if joining:
            raise BadQuery("query_or", joining.position)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node | None:
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.kind == "not":
            if (following := self._next()) is None or following.kind not in ("term", "open"):
                raise BadQuery("query_not", lexeme.position)
            part = self._one()
            return Not(part) if part is not None else None
        if lexeme.kind == "open":
            return self._bracket(lexeme)
        return _clause(lexeme, self._synonyms, exact=self._exact)

    def _bracket(self, opened: Lexeme) -> Node | None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise BadQuery("query_deep", opened.position)
        node = self._all()
        if self._next() is None:
            raise BadQuery("query_bracket_open", opened.position)
        self._at += 1
        self._depth -= 1
        return node


def _either(first: Node, second: Node) -> Either:
    parts = first.parts if isinstance(first, Either) else (first,)
    return Either((*parts, second))


def _only_negative(node: Node) -> bool:
    match node:
        case Not():
            return True
        case All(parts=parts):
            return all(map(_only_negative, parts))
        case Either(parts=parts):
            return any(map(_only_negative, parts))
        case _:
            return False


def _clause(lexeme: Lexeme, synonyms: Synonyms, *, exact: bool) -> Node | None:
    """What a term says, or nothing. Raises :class:`BadQuery` for a value that its field has not."""
    match lexeme.field:
        case "year" | "date":
            return _dated(lexeme)
        case "kind":
            kind = kind_named(lexeme.text)
            if kind is None:
                raise BadQuery("query_kind", lexeme.position)
            return Named("kind", kind)
        case "publisher" | "council" | "ministry" as field:
            row = tuple(atoms_of(lexeme.text))
            return Named(field, row=row) if row else None
        case "text" | "title" as field:
            return _words(lexeme.text, field, synonyms, exact=exact or lexeme.quoted)


def _words(text: str, field: TextField, synonyms: Synonyms, *, exact: bool) -> Words | None:
    """Something written, in all spellings that will do; nothing for a text without words."""
    folded = fold(text).text
    if not atoms_of(folded):
        return None
    times = () if exact else _times(folded)
    tokens = tuple(dict.fromkeys(w.normalized for w in dictionary_words(folded) if w.full))
    if times:
        return Words(text, (), field, times, tokens)
    ways = [Spelling(folded)] if exact else spellings(folded)
    if not exact:
        for other in synonyms.of(folded):
            ways += [Spelling(way.text, "synonym") for way in spellings(other)[:4]]
    rows = {tuple(row_of(way.text)): way.why for way in reversed(ways)}
    found = [Row(row, why) for row, why in reversed(rows.items()) if row]
    return Words(text, tuple(found), field, (), tokens)


def _times(folded: str) -> tuple[str, ...]:
    """The term of the index for a text that names a time and nothing else."""
    found = list(mentions_in_folded(folded))
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(folded)):
        return terms_of(found[0].when)[:1]
    return ()


def _dated(lexeme: Lexeme) -> Dated:
    ends = _RANGE.split(lexeme.text, maxsplit=1)
    fiscal = lexeme.typed_field == "年度"
    try:
        spans = [days_of(_when(end, fiscal=fiscal)) if end.strip() else None for end in ends]
    except (NotATime, ValueError) as error:
        raise BadQuery("query_date", lexeme.position) from error
    if not any(spans):
        raise BadQuery("query_date", lexeme.position)
    first, last = spans[0], spans[-1]
    span = Dated(first[0] if first else datetime.date.min, last[1] if last else datetime.date.max)
    if span.first > span.last:
        raise BadQuery("query_date", lexeme.position)
    return span


def _when(text: str, *, fiscal: bool) -> When:
    """2024, 2024-04, 2024-04-01, 令和6年, 令和6年度, 令和6, R6."""
    folded = fold(text).text.strip()
    if match := _PLAIN.fullmatch(folded):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return datetime.date(year, month, day)
        if month:
            datetime.date(year, month, 1)
            return Month(year, month)
        datetime.date(year, 1, 1)
        return FiscalYear(year) if fiscal else Year(year)
    if match := _SHORT_YEAR.fullmatch(folded):
        folded = _ERA_OF_LETTER[match["letter"]] + folded[1:]
    try:
        return parse_time(folded)
    except NotATime:
        return parse_time(folded + ("年度" if fiscal else "年"))
