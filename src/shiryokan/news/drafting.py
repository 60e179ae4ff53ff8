"""Articles whose drafts are written from the comparison of two documents of a register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.news import audit_kinds, models
from shiryokan.news.content import CitedPlace
from shiryokan.news.desk import put_in
from shiryokan.news.errors import NewsError
from shiryokan.paper.model import Box
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.records.comparisons import comparison
from shiryokan.records.models import KEY_LENGTH, Extraction, Record
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.statements import Cited, Draft, LeftOut

_Made = tuple[models.Block, list[CitedPlace]]
"""A block that is not written yet, and what it cites."""
MOST_LEFT_OUT = 2000
"""Changes left out that are kept for the editor."""


def draft_between(old: Extraction, new: Extraction) -> Draft:
    """The draft of what changed between two documents of one register."""
    befores, afters = (
        [record_of(row) for row in Record.objects.filter(extraction=each).order_by("position")]
        for each in (old, new)
    )
    register = REGISTERS[old.register]
    return register.draft(befores, afters, lambda: comparison(old, new))


def article_from(user: User, old: Extraction, new: Extraction) -> models.Article:
    """A new article with the draft. Its title tells the register and the years alone: those of
    documents are not for everybody who may read it."""
    if old.pk == new.pk or old.register != new.register:
        raise NewsError("news_same")
    documents = {"old": old.document_id, "new": new.document_id}
    draft = draft_between(old, new)
    return article_of(user, _title(old, new), draft, documents, old.register)


def article_of(
    user: User, title: str, draft: Draft, documents: dict[str, str], register: str = ""
) -> models.Article:
    """A new article with a draft; ``documents`` are those of its sides. Places that name no record
    are given the one in which they stand."""
    blocks = _blocks(draft, documents, register)
    if not register:
        blocks = _with_records(blocks)
    with transaction.atomic():
        article = models.Article.objects.create(
            title=title[: models.TITLE_LENGTH], by=user, register=register,
            old_document=documents["old"], new_document=documents["new"],
            left_out=[_plain(each) for each in draft.left_out[:MOST_LEFT_OUT]],
        )  # fmt: skip
        article.writers.add(user)
        put_in(article, blocks)
        record(
            audit_kinds.MADE, f"article:{article.pk}", article.title,
            statements=draft.count, left_out=len(draft.left_out),
        )  # fmt: skip
    return article


def _title(old: Extraction, new: Extraction) -> str:
    title = str(REGISTERS[new.register].title)
    years = [str(each.year) for each in (old, new) if each.year]
    if old.year == new.year and old.draft and not new.draft:
        return f"{title}: 案から決まったものへの変化"[: models.TITLE_LENGTH]
    between = f"（{'年度から'.join(years)}年度）" if len(years) == 2 else ""
    return f"{title}の変化{between}"[: models.TITLE_LENGTH]


def _blocks(draft: Draft, documents: dict[str, str], register: str) -> list[_Made]:
    made = []
    for chapter in draft.chapters:
        if chapter.title:
            heading = _block(models.Block.Kind.HEADING, chapter.title)
            made.append((heading, [place_of(each, documents, register) for each in chapter.cited]))
        for statement in chapter.statements:
            block = _block(models.Block.Kind.STATEMENT, statement.text, statement.about)
            made.append((block, [place_of(each, documents, register) for each in statement.cited]))
    return made


def _with_records(blocks: Iterable[_Made]) -> list[_Made]:
    """The same blocks, each place of the new side with the record in which it stands and with what
    stands around it, so that it can be judged beside newer versions."""
    made = []
    documents: dict[str, Document | None] = {}
    for block, places in blocks:
        cited = [
            _anchored(place, documents) if place.side != "old" and not place.key else place
            for place in places
        ]
        made.append((block, cited))
    return made


def _anchored(place: CitedPlace, documents: dict[str, Document | None]) -> CitedPlace:
    if place.document not in documents:
        documents[place.document] = Document.objects.filter(pk=place.document).first()
    document = documents[place.document]
    if document is None:
        return place
    try:
        quote = quote_in(document, place.page, [Box(*box) for box in place.boxes])
    except NotQuotable:
        return place
    if comparable(quote.words) != comparable(place.words):
        return place
    return msgspec.structs.replace(
        place, before=quote.before, after=quote.after, register=quote.register, key=quote.key,
        field=quote.field,
    )  # fmt: skip


def _block(kind: models.Block.Kind, text: str, about: str = "") -> models.Block:
    return models.Block(
        kind=kind, text=escaped(without_nul(text))[: models.TEXT_LENGTH],
        about=about[: KEY_LENGTH], made=True,
    )  # fmt: skip


def escaped(text: str) -> str:
    """Words of a document as Markdown that says them as they are."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>&!~" else c for c in text)


def place_of(cited: Cited, documents: dict[str, str], register: str) -> CitedPlace:
    """A citation of a draft with the document of its side."""
    return CitedPlace(
        document=documents[cited.side or "new"], page=cited.page,
        boxes=tuple((b.x0, b.y0, b.x1, b.y1) for b in cited.boxes), words=cited.words,
        side=cited.side, register=register, key=cited.key, field=cited.field,
    )  # fmt: skip


def _plain(left: LeftOut) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(left)
    return made
