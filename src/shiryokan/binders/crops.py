"""Pieces of pages' pictures for exports."""

from __future__ import annotations

import io
from collections.abc import Sequence

import msgspec
from PIL import Image

from shiryokan.binders.parts import Part
from shiryokan.documents.models import Page
from shiryokan.documents.pictures import picture_path
from shiryokan.paper.errors import PaperError
from shiryokan.paper.model import Box
from shiryokan.paper.picture import SCREEN

AROUND = 18.0
"""Points of the page that are shown above and below a place."""


class Crop(msgspec.Struct, frozen=True):
    """A JPEG, its size in points of the page, and the marked boxes in it, from its upper left
    corner."""

    data: bytes
    width: float
    height: float
    boxes: tuple[Box, ...] = ()


def crop_of(part: Part) -> Crop | None:
    """The strip of a part's page around its boxes, or the whole page; None where there is no
    picture."""
    document = part.document
    if document is None or not part.page or part.piece.kind == "subject":
        return None
    page = Page.objects.filter(document=document, number=part.page).first()
    if page is None or not page.width or not page.height:
        return None
    try:
        with Image.open(picture_path(document, part.page, SCREEN)) as drawn:
            return _cut(drawn, page.width, page.height, part.boxes)
    except (PaperError, OSError):
        return None


def _cut(drawn: Image.Image, width: float, height: float, boxes: Sequence[Box]) -> Crop:
    top = max(min((box.y0 for box in boxes), default=0.0) - AROUND, 0.0)
    bottom = min(max((box.y1 for box in boxes), default=height) + AROUND, height)
    bottom = max(bottom, top + 1.0)
    scale = drawn.height / height
    strip = drawn.convert("RGB").crop((0, round(top * scale), drawn.width, round(bottom * scale)))
    out = io.BytesIO()
    strip.save(out, "JPEG", quality=82)
    marks = tuple(Box(b.x0, b.y0 - top, b.x1, b.y1 - top) for b in boxes)
    return Crop(out.getvalue(), width, bottom - top, marks)
