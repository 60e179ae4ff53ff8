"""The limited process that reads the pictures of one document, or holds its text against them."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from shiryokan.instance import current
from shiryokan.paper.errors import PageUnreadable
from shiryokan.paper.line_states import LineState, state_of_pictured
from shiryokan.paper.model import Summary
from shiryokan.paper.ocr.isolated import OCR_LIMITS, OcrReader
from shiryokan.paper.ocr.model import OcrPage
from shiryokan.scans.models import PagePicture

PAGE_SECONDS = 900.0
"""A page of the queue takes as long as others leave it: on an idle machine some four seconds, and
two hundred times as many where all processors are wanted by others all the time."""


class Checked(NamedTuple):
    """What a picture says of its page: its hash, what it was read with, the state of each line that
    has text, and what it shows besides, where the page has no text."""

    picture: str
    model: str
    states: list[LineState]


class OpenPictures:
    """A document whose pictures are read by another process, under limits of memory, time and
    output.

    Raises what :class:`shiryokan.paper.ocr.isolated.OcrReader` does.
    """

    def __init__(self, path: Path) -> None:
        limits = msgspec.structs.replace(
            OCR_LIMITS,
            file_bytes=current.config().upload_bytes,
            pages=current.config().pages,
            memory_bytes=current.config().picture_memory_bytes,
            page_seconds=PAGE_SECONDS,
        )
        self._reader = OcrReader(path, limits, behind=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.close()

    @property
    def summary(self) -> Summary:
        """What the file says of itself."""
        return self._reader.summary

    def picture_of(self, number: int) -> str:
        """The hash of the picture of page ``number`` (from 1)."""
        return self._reader.picture_hash(number)

    def pages_with_pictures(self) -> tuple[int, ...]:
        """The pages (from 1) in which a picture may show words."""
        return self._reader.pages_with_pictures()

    def read(self, number: int) -> OcrPage:
        """What stands on the picture of page ``number`` (from 1), which has no text.

        Raises :class:`PageUnreadable` where it has some by now.
        """
        read = self._reader.read_page(number, "scans").ocr
        if read is None:
            raise PageUnreadable(page=number)
        return read

    def check(self, number: int) -> Checked:
        """Hold the text of page ``number`` (from 1), as the file has it, against its picture."""
        page, read = self._reader.read_page(number, "all")
        if read is None:
            raise PageUnreadable(page=number)
        count = sum(1 for _, _, line in page.lines() if line.text.strip())
        states = [
            state_of_pictured(line)
            if line.pictured
            else LineState(
                line.box, line.text, line.state, line.alternatives, beside=number >= count,
                likelihood=line.confidence if number < count else 1.0,
            )
            for number, line in enumerate(read.lines)
        ]  # fmt: skip
        return Checked(read.picture_sha256, read.model, states)


def last_model() -> str:
    """The name and version of what pictures were last read with; empty before any was."""
    rows = PagePicture.objects.exclude(model="").exclude(at=None).order_by("-at")
    return rows.values_list("model", flat=True).first() or ""
