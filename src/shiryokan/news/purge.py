"""What articles keep of a document that is no more: that they cited it, and none of its words."""

from __future__ import annotations

from django.db import transaction

from shiryokan.documents.models import Document
from shiryokan.news import content, models
from shiryokan.news.content import BlockContent, CitedPlace
from shiryokan.news.judging import WATCHED


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget the words of a document that is purged, in working copies and in editions, and judge
    what cites it. One in the bin may come back."""
    if not Document.everything.filter(pk=document_id).exists():
        forget(document_id)
    WATCHED.document_changed(document_id)


@transaction.atomic
def forget(document_id: str) -> None:
    """Take out the words of a document, and the blocks' that were made of them."""
    cited = models.Citation.objects.filter(document_id=document_id)
    blocks = models.Block.objects.filter(pk__in=cited.values("block"))
    blocks.update(text="", data={}, made=False)
    # the other side of a change says what was in the purged one, too, where they are alike
    cited.update(words="", before="", after="")
    for field in ("old_document", "new_document"):
        models.Article.objects.filter(**{field: document_id}).update(left_out=[])
    held = models.EditionCitation.objects.filter(document_id=document_id)
    for edition in models.Edition.objects.filter(pk__in=held.values("edition")):
        edition.content = content.as_data(
            [_without(block, document_id) for block in content.from_edition(edition)]
        )
        edition.save(update_fields=["content"])


def _without(block: BlockContent, document_id: str) -> BlockContent:
    if all(each.document != document_id for each in block.citations):
        return block
    return BlockContent(
        kind=block.kind,
        citations=tuple(_wordless(each, document_id) for each in block.citations),
        id=block.id,
    )


def _wordless(place: CitedPlace, document_id: str) -> CitedPlace:
    if place.document != document_id:
        return place
    return CitedPlace(
        document_id, place.page, place.boxes, side=place.side, register=place.register
    )
