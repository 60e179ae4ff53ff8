"""What one typed term says: words in their spellings, a name, a span of days."""

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
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.kinds import kind_named
from shiryokan.search.lexer import BadQuery, Lexeme
from shiryokan.search.query import Dated, Named, Node, Row, TextField, Words
from shiryokan.search.synonyms import Synonyms
from shiryokan.search.times import days_of, terms_of

_RANGE = re.compile(r"\.\.|~|〜|～")
_PLAIN = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")

_ERA_OF_LETTER = {era.letter.lower(): era.name for era in ERAS}
_SHORT_YEAR = re.compile(rf"(?P<letter>[{''.join(_ERA_OF_LETTER)}])\d{{1,2}}(?:年度?)?")


def clause(lexeme: Lexeme, synonyms: Synonyms, *, exact: bool) -> Node | None:
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
            return words(lexeme.text, field, synonyms, exact=exact or lexeme.quoted)


def words(text: str, field: TextField, synonyms: Synonyms, *, exact: bool) -> Words | None:
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
    rows = {tuple(atoms_of(way.text)): way.why for way in reversed(ways)}
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
