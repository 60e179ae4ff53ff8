"""Writing in an article: blocks are put in, changed, moved and taken out, one change at a time.

Every change says which version of the article its writer saw. It is made only if that is still the
version there is, in one transaction, so that of two who write at once the second is told
(:class:`~shiryokan.news.errors.Stale`), and nothing of the first is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.japanese.codepoints import without_nul
from shiryokan.news import audit_kinds, models
from shiryokan.news.content import CitedPlace
from shiryokan.news.errors import NewsError, NotAllowed, Stale
from shiryokan.news.links import checked_link
from shiryokan.news.states import Step, after
from shiryokan.records.models import KEY_LENGTH

MOST_BLOCKS = 5000
"""Blocks of an article: three times what the largest revision makes."""
_AT_ONCE = 500
_NEED_TEXT = ("heading", "statement", "link")


@contextmanager
def changing(
    article: models.Article, version: int, user: User | None, step: Step
) -> Iterator[None]:
    """Within the block ``article`` is changed by ``step``; its row is written at the end. Raises
    :class:`Stale` where ``version`` is not the one there is, :class:`NotAllowed` where the step
    may not be taken."""
    with transaction.atomic():
        # the row is held from here on
        won = models.Article.objects.filter(pk=article.pk, version=version).update(
            version=F("version") + 1
        )
        article.refresh_from_db()
        if not won:
            raise Stale("news_stale")
        article.state = after(step, article.state)
        article.changed_at = timezone.now()
        if user is not None and step == "write":
            article.writers.add(user)
        yield
        article.save()


@transaction.atomic
def new_article(user: User, title: str) -> models.Article:
    """An empty draft."""
    article = models.Article.objects.create(title=_title(title), by=user)
    article.writers.add(user)
    record(audit_kinds.MADE, f"article:{article.pk}", article.title)
    return article


def describe(
    article: models.Article,
    version: int,
    user: User,
    *,
    title: str,
    summary: str,
    topics: str,
    amendment: str,
) -> None:
    """Give an article its title and what else stands around its blocks; ``topics`` are names with
    commas between them."""
    with changing(article, version, user, "write"):
        article.title = _title(title)
        article.summary = _checked(summary.strip(), models.SUMMARY_LENGTH)
        article.amendment = _checked(amendment.strip(), models.SUMMARY_LENGTH)
        names = {
            name.strip()[:100] for name in topics.replace("，", "、").replace(",", "、").split("、")
        }
        found = [models.Topic.objects.get_or_create(name=name)[0] for name in sorted(names) if name]
        article.topics.set(found)


def add_block(
    article: models.Article,
    version: int,
    user: User,
    *,
    kind: str,
    text: str,
    data: dict[str, Any] | None = None,
    cited: Sequence[CitedPlace] = (),
    after_block: int = 0,
) -> models.Block:
    """Put a block behind another one, or at the end where ``after_block`` is 0."""
    with changing(article, version, user, "write"):
        if article.blocks.count() >= MOST_BLOCKS:
            raise NewsError("news_many", most=MOST_BLOCKS)
        before = article.blocks.filter(pk=after_block).first()
        last = article.blocks.aggregate(last=Max("position"))["last"] or 0
        position = before.position if before else last
        article.blocks.filter(position__gt=position).update(position=F("position") + 1)
        block = models.Block.objects.create(
            article=article, position=position + 1, kind=kind,
            text=_text_of(kind, text), data=_data_of(kind, data or {}),
        )  # fmt: skip
        _cite(block, cited)
    return block


def change_block(
    article: models.Article,
    version: int,
    user: User,
    block_id: int,
    *,
    text: str,
    data: dict[str, Any] | None = None,
    cited: Sequence[CitedPlace] | None = None,
) -> None:
    """Give a block another text, and other citations where they are given."""
    with changing(article, version, user, "write"):
        block = article.blocks.get(pk=block_id)
        words = _text_of(block.kind, text)
        block.made = block.made and words == block.text
        block.text = words
        if data is not None:
            block.data = _data_of(block.kind, data)
        block.save()
        if cited is not None:
            block.citations.all().delete()
            _cite(block, cited)


def move_block(
    article: models.Article, version: int, user: User, block_id: int, *, up: bool
) -> None:
    """Let a block change places with the one before or behind it."""
    with changing(article, version, user, "write"):
        block = article.blocks.get(pk=block_id)
        near = (
            article.blocks.filter(position__lt=block.position).order_by("-position")
            if up
            else article.blocks.filter(position__gt=block.position).order_by("position")
        ).first()
        if near is not None:
            block.position, near.position = near.position, block.position
            block.save(update_fields=["position"])
            near.save(update_fields=["position"])


def delete_block(
    article: models.Article, version: int, user: User, block_id: int, *, section: bool = False
) -> int:
    """Take a block out; with ``section``, a heading with all up to the next one. Returns how many
    went."""
    with changing(article, version, user, "write"):
        block = article.blocks.get(pk=block_id)
        gone = article.blocks.filter(pk=block.pk)
        if section and block.kind == models.Block.Kind.HEADING:
            later = article.blocks.filter(position__gt=block.position)
            following = later.filter(kind=models.Block.Kind.HEADING).order_by("position").first()
            gone = article.blocks.filter(position__gte=block.position)
            if following is not None:
                gone = gone.filter(position__lt=following.position)
        count = gone.count()
        gone.delete()
    return count


def delete_article(article: models.Article, version: int) -> None:
    """Delete a draft that was never published."""
    with transaction.atomic():
        held = models.Article.objects.filter(pk=article.pk, version=version)
        if not held.update(version=F("version") + 1):
            raise Stale("news_stale")
        if article.editions.exists():
            raise NotAllowed("news_state")
        record(audit_kinds.DELETED, f"article:{article.pk}", article.title)
        article.delete()


def put_in(
    article: models.Article, blocks: Iterable[tuple[models.Block, Sequence[CitedPlace]]]
) -> None:
    """Write many blocks of a new article at once, in order, within a transaction."""
    made = list(blocks)
    for position, (block, _) in enumerate(made, 1):
        block.article, block.position = article, position
    models.Block.objects.bulk_create([block for block, _ in made], _AT_ONCE)
    rows = [
        _row(block, number, place) for block, cited in made for number, place in enumerate(cited)
    ]
    models.Citation.objects.bulk_create(rows, _AT_ONCE)


def _cite(block: models.Block, cited: Sequence[CitedPlace]) -> None:
    models.Citation.objects.bulk_create(
        [_row(block, number, place) for number, place in enumerate(cited)]
    )


def _row(block: models.Block, number: int, place: CitedPlace) -> models.Citation:
    return models.Citation(
        block=block, position=number, side=place.side, document_id=place.document,
        page=place.page, boxes=[[round(n, 2) for n in box] for box in place.boxes],
        words=without_nul(place.words), before=without_nul(place.before),
        after=without_nul(place.after), register=place.register,
        key=place.key[: KEY_LENGTH], field=place.field,
    )  # fmt: skip


def _text_of(kind: str, text: str) -> str:
    if not text.strip() and kind in _NEED_TEXT:
        raise NewsError("news_blank")
    words = _checked(text.replace("\r\n", "\n").strip(), models.TEXT_LENGTH)
    # a heading is one line
    return " ".join(words.split()) if kind == models.Block.Kind.HEADING else words


def _data_of(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    if kind == models.Block.Kind.LINK:
        return {"address": checked_link(str(data.get("address", "")))}
    return data


def _title(text: str) -> str:
    title = _checked(" ".join(text.split()), models.TITLE_LENGTH)
    if not title:
        raise NewsError("news_title")
    return title


def _checked(text: str, most: int) -> str:
    if len(text) > most:
        raise NewsError("news_long", most=most)
    return without_nul(text)
