"""What a search gives back."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext

from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.japanese.codepoints import fold_text
from shiryokan.search.engine import Counts
from shiryokan.search.grams import row_of
from shiryokan.search.hit import Hit
from shiryokan.search.lexer import BadQuery
from shiryokan.search.query import Query


class Group(msgspec.Struct, frozen=True):
    """A document that was found: its best pages, and how many more of its pages are among the
    hits that were looked through."""

    document: Document
    hits: tuple[Hit, ...]
    more: int


class SearchResults(msgspec.Struct, frozen=True, kw_only=True):
    """The exact number of entries found, and the hits asked for, or their documents (``groups``);
    or what is wrong with the query. ``more`` tells whether others follow those asked for."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    groups: tuple[Group, ...] = ()
    counts: Counts = Counts()
    more: bool = False
    query: Query | None = None
    problem: BadQuery | None = None

    @property
    def explanation(self) -> TranslatedExplanation | None:
        """What is wrong with the query, and what to do, in the reader's language."""
        return explained(self.problem) if self.problem else None

    @property
    def other_spellings(self) -> list[tuple[str, list[str]]]:
        """What was typed, and the other spellings of it that the hits shown here have."""
        if self.query is None:
            return []
        marked = [
            "".join(row_of(fold_text(part)))
            for hit in self.hits
            for part, is_hit in hit.snippet
            if is_hit
        ]
        found = []
        for words in self.query.shown():
            others = ["".join(row.atoms) for row in words.rows if row.why != "written"]
            found.append((words.typed, [o for o in others if any(o in part for part in marked)]))
        return [(typed, others) for typed, others in found if others]

    @property
    def varied(self) -> bool:
        """Whether other spellings than the typed ones were looked for."""
        return self.query is not None and any(
            row.why != "written" for words in self.query.shown() for row in words.rows
        )


def explained(problem: BadQuery) -> TranslatedExplanation:
    """What is wrong with a query, and what to do, in the reader's language."""
    return explain(problem.code, {"position": problem.position + 1}, gettext)
