"""Articles whose drafts are written from the comparison of two documents of a register."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.japanese.codepoints import without_nul
from shiryokan.news import audit_kinds, models
from shiryokan.news.content import CitedPlace
from shiryokan.news.desk import put_in
from shiryokan.news.errors import NewsError
from shiryokan.records.comparisons import comparison
from shiryokan.records.models import KEY_LENGTH, Extraction, Record
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.statements import Cited, Draft, LeftOut

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
    draft = draft_between(old, new)
    documents = {"old": old.document_id, "new": new.document_id}
    with transaction.atomic():
        article = models.Article.objects.create(
            title=_title(old, new), by=user, register=old.register,
            old_document=old.document_id, new_document=new.document_id,
            left_out=[_plain(each) for each in draft.left_out[:MOST_LEFT_OUT]],
        )  # fmt: skip
        article.writers.add(user)
        put_in(article, _blocks(draft, documents, old.register))
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


def _blocks(
    draft: Draft, documents: dict[str, str], register: str
) -> list[tuple[models.Block, list[CitedPlace]]]:
    made = []
    for chapter in draft.chapters:
        if chapter.title:
            heading = _block(models.Block.Kind.HEADING, chapter.title)
            made.append((heading, [place_of(each, documents, register) for each in chapter.cited]))
        for statement in chapter.statements:
            block = _block(models.Block.Kind.STATEMENT, statement.text, statement.about)
            made.append((block, [place_of(each, documents, register) for each in statement.cited]))
    return made


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
