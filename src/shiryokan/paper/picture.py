"""The sizes of a page's picture."""

from __future__ import annotations

from typing import Literal

import msgspec

POINTS_PER_INCH = 72


class PictureSize(msgspec.Struct, frozen=True):
    """How a page is drawn: at ``dpi``, but with no side longer than ``longest`` pixels."""

    name: str
    dpi: int
    longest: int
    format: Literal["WEBP", "JPEG", "PNG"]
    quality: int = 80

    @property
    def suffix(self) -> str:
        """The file name's ending, without a dot."""
        return {"WEBP": "webp", "JPEG": "jpg", "PNG": "png"}[self.format]

    @property
    def media_type(self) -> str:
        """The MIME type."""
        return f"image/{self.format.lower()}"

    def scale(self, width: float, height: float) -> float:
        """Pixels a point for a page of ``width`` × ``height`` points."""
        longest = max(width, height, 1.0)
        return min(self.dpi / POINTS_PER_INCH, self.longest / longest)

    def options(self) -> dict[str, int | bool]:
        """What Pillow's encoder is told."""
        if self.format == "PNG":
            return {"optimize": False, "compress_level": 6}
        if self.format == "WEBP":
            return {"quality": self.quality, "method": 2}
        return {"quality": self.quality}


THUMBNAIL = PictureSize("thumbnail", 30, 320, "WEBP", 70)
SCREEN = PictureSize("screen", 150, 1800, "WEBP", 82)
LOW = PictureSize("low", 96, 1200, "JPEG", 80)
HIGH = PictureSize("high", 220, 4000, "PNG")

SIZES = {size.name: size for size in (THUMBNAIL, SCREEN, LOW, HIGH)}
