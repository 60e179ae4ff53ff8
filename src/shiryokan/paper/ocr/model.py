"""What was read from a page's picture, as values that can be kept.

Units are PDF points; the origin is the top-left corner of the page made upright: turned by
``OcrPage.rotation`` and then by ``OcrPage.skew``. :meth:`OcrPage.seen` leads back to the page as it
is shown.
"""

from __future__ import annotations

import enum
import math

import msgspec

from shiryokan.paper.model import Box

FROM_PICTURE = "from_picture"
"""Code of the warning of a page whose text was read from its picture."""
OCR_SCHEMA_VERSION = 1
"""Version of the JSON of an :class:`OcrPage`. It grows when a field goes or changes its meaning."""


class State(enum.StrEnum):
    """How far the text of a line is known to be what the picture shows."""

    VERIFIED = "verified"
    """照合済: the text layer claims it and the picture shows it."""
    READ = "read"
    """読取: read from the picture, with nothing that speaks against it."""
    DOUBTFUL = "doubtful"
    """要確認: the picture speaks against it, or is hard to read."""
    UNCHECKED = "unchecked"
    """未照合: not held against a picture."""


class Alternative(msgspec.Struct, frozen=True, gc=False):
    """Another reading, with its probability from 0 to 1. Its text may be empty: nothing there."""

    text: str
    confidence: float


class OcrCharacter(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One character with its place and how sure it is, from 0 to 1."""

    text: str
    box: Box
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    """The likeliest other readings, likeliest first; none where there is no doubt."""


class OcrLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: what stands on one baseline without a wide gap, as it was found in the picture."""

    text: str
    box: Box
    vertical: bool = False
    """Whether its characters stand below each other."""
    characters: tuple[OcrCharacter, ...] = ()
    """One for each character of ``text``, in its order."""
    confidence: float = 1.0
    """That of its least sure character."""
    state: State = State.READ
    alternatives: tuple[str, ...] = ()
    """Other readings of the whole line: of a doubtful line of a text layer, what the picture
    shows; of a line read from the picture, what the witness reads."""
    uncovered: tuple[Box, ...] = ()
    """Where there is ink in the line that no character covers: something may have been dropped."""
    pictured: bool = False
    """Of a page with text of its own: whether a picture in the page shows the line where the page
    has no text."""
    turn: int = 0
    """Degrees, clockwise (0, 90, 180, 270), by which the line is turned to be read, where it stands
    otherwise than its page."""


class OcrPage(msgspec.Struct, frozen=True):
    """All that was read from one picture. ``lines`` are in no order that means anything."""

    lines: tuple[OcrLine, ...]
    size: tuple[float, float]
    """Width and height of the upright page."""
    rotation: int = 0
    """Degrees, clockwise (0, 90, 180, 270), by which the page as shown is turned to be upright."""
    skew: float = 0.0
    """By how many degrees, clockwise, it is then turned about its centre."""
    picture_sha256: str = ""
    """Of the page's picture as :func:`shiryokan.paper.ocr.pictures.picture_hash` gives it."""
    model: str = ""
    """Name and version of the engine and of how pictures are prepared for it."""
    horizontal: tuple[Box, ...] = ()
    """Ruled lines found in the picture that are level: top and bottom are equal."""
    vertical: tuple[Box, ...] = ()
    """Ruled lines that are upright: left and right are equal."""
    warnings: tuple[str, ...] = ()
    """Codes of what may be wrong: ``picture_reduced`` (it was too large and read smaller),
    ``picture_blank``, ``picture_without_text``."""
    schema: int = OCR_SCHEMA_VERSION

    def seen(self, box: Box) -> Box:
        """``box`` of the upright page on the page as it is shown. Its centre is exact; its sides
        stay along the axes, though the line in it is askew."""
        width, height = self.size
        x, y = (box.x0 + box.x1) / 2 - width / 2, (box.y0 + box.y1) / 2 - height / 2
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        turn = math.radians(-self.skew)
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        for _ in range(-self.rotation // 90 % 4):
            # a quarter turn clockwise, y growing downwards
            x, y, wide, high, width, height = -y, x, high, wide, height, width
        x, y = x + width / 2, y + height / 2
        return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    @property
    def seen_size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        width, height = self.size
        return (height, width) if self.rotation % 180 else (width, height)

    @property
    def confidence(self) -> float:
        """The share of the characters of which the engine is sure, from 0 to 1."""
        sure = [c.confidence >= SURE for line in self.lines for c in line.characters]
        return sum(sure) / len(sure) if sure else 1.0


SURE = 0.95
"""A character of at least this probability is sure: of such, one in a thousand was wrong in a trial
on 13,200 characters of pages in four states."""


class Verdict(msgspec.Struct, frozen=True):
    """What a picture says of a claimed line."""

    state: State
    alternatives: tuple[str, ...] = ()
    """What the picture shows instead, likeliest first."""
    score: float = 0.0
    """How much likelier the best reading is than the claimed one: the logarithm of the ratio."""
    worst: float = 0.0
    """The same at the worst character."""
    at: tuple[int, ...] = ()
    """The characters of the claim that the picture speaks against."""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(OcrPage)


class _Versioned(msgspec.Struct):
    schema: int


_versions = msgspec.json.Decoder(_Versioned)


class OtherSchema(ValueError):  # noqa: N818
    """The JSON is of a version of the schema that is not known here."""


def to_json(page: OcrPage) -> bytes:
    """``page`` as JSON (UTF-8); boxes as lists of left, top, right, bottom."""
    return _encoder.encode(page)


def from_json(data: bytes | str) -> OcrPage:
    """What :func:`to_json` wrote; fields that are not known are passed over. Raises
    :class:`OtherSchema`, and :class:`msgspec.ValidationError` for what is no such JSON."""
    version = _versions.decode(data).schema
    if version != OCR_SCHEMA_VERSION:
        raise OtherSchema(f"schema {version}, known is {OCR_SCHEMA_VERSION}")
    return _decoder.decode(data)
