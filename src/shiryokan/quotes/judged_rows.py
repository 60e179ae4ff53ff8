"""Rows that keep how a quoted place stands: those of quotes, and of rooms that quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils import timezone

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.japanese.codepoints import without_nul
from shiryokan.quotes.quote import MOST_WORDS, Quote
from shiryokan.quotes.standing import Cause, Standing

if TYPE_CHECKING:
    from shiryokan.quotes.library import Library


class JudgedRow(models.Model):
    """How a quoted place stands: ``state`` is one of
    :data:`shiryokan.quotes.standing.STATE_TITLES`, empty until it was judged; ``since`` when it
    stands so, because of what stands at the place ``cause``."""

    state = models.CharField(max_length=10, blank=True, db_index=True)
    since = models.DateTimeField(null=True)
    cause_kind = models.CharField(max_length=12, blank=True)
    cause_document = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    cause_page = models.PositiveIntegerField(default=0)
    cause_boxes = models.JSONField(default=list)

    JUDGED: ClassVar[tuple[str, ...]] = (
        "state", "cause_kind", "cause_document", "cause_page", "cause_boxes",
    )  # fmt: skip
    """The fields that a standing fills."""

    class Meta:
        abstract = True

    def take(self, standing: Standing) -> bool:
        """Have the values of a standing; whether they are others than before."""
        before = [getattr(self, name) for name in self.JUDGED]
        self.take_values(standing)
        return before != [getattr(self, name) for name in self.JUDGED]

    def take_values(self, standing: Standing) -> None:
        """Have the values of a standing."""
        self.state = standing.state
        self.take_cause(standing.cause if standing.state != "holds" else None)

    def take_cause(self, cause: Cause | None) -> None:
        """Have the place by which it stands so, if there is one."""
        self.cause_kind = cause.kind if cause else ""
        self.cause_document = cause.document[:DOCUMENT_ID_LENGTH] if cause else ""
        self.cause_page = cause.page if cause else 0
        self.cause_boxes = [list(box) for box in cause.boxes] if cause else []


class JudgedRowWithWords(JudgedRow):
    """The same, which keeps the words of the cause as well; the room forgets them when their
    document is purged."""

    cause_words = models.TextField(blank=True)

    JUDGED = (*JudgedRow.JUDGED, "cause_words")

    class Meta:
        abstract = True

    def take_cause(self, cause: Cause | None) -> None:
        """Have the place by which it stands so, if there is one, and its words."""
        super().take_cause(cause)
        self.cause_words = without_nul(cause.words[:MOST_WORDS]) if cause else ""


RowT = TypeVar("RowT", bound=JudgedRow)


@transaction.atomic
def judge_rows(
    library: Library, rows: Iterable[RowT], quote_of: Callable[[RowT], Quote | None]
) -> list[RowT]:
    """Judge rows and keep what comes of it. ``quote_of`` gives what a row quotes; None if its words
    are gone. Returns those that stand otherwise than before."""
    now = timezone.now()
    changed: list[RowT] = []
    for row in rows:
        quote = quote_of(row)
        if quote is None:
            found: Standing | None = Standing(state="gone", cause=Cause(kind="removal"))
        else:
            found = library.standing_of(quote)
        if found is not None and row.take(found):
            row.since = now
            changed.append(row)
    if changed:
        manager: Any = type(changed[0])._default_manager
        manager.bulk_update(changed, [*changed[0].JUDGED, "since"])
    return changed
