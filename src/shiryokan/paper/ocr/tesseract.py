"""Tesseract as a witness: a program of its own, where it is installed.

It reads worse than the engine, but makes other mistakes: where both agree 2 of 368 lines were
wrong. It has no part in the text, and is not started in the walls of the reading process.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

from PIL import Image

from shiryokan.paper.errors import TooSlow
from shiryokan.paper.model import Box
from shiryokan.paper.ocr.engine import Pixels

_SECONDS = 60.0
"""Longest time for a picture, in seconds; past it :class:`TooSlow` is raised."""
_WORD = "5"
"""Level of the rows of tesseract's table that are words."""


class Tesseract:
    """Runs the program ``tesseract`` with its Japanese data."""

    name = "tesseract"

    @staticmethod
    def is_installed() -> bool:
        """Whether the program and its data for level and vertical Japanese are there."""
        program = shutil.which("tesseract")
        if program is None:
            return False
        told = subprocess.run(
            [program, "--list-langs"], capture_output=True, check=False, text=True, timeout=_SECONDS
        )
        return {"jpn", "jpn_vert"} <= set(told.stdout.split())

    def text(self, crop: Pixels, *, vertical: bool) -> str:
        """The text of one line as it stands on the page; empty where it fails."""
        words = self._words(crop, "jpn_vert" if vertical else "jpn", "5" if vertical else "7")
        return "".join(word for word, _ in words)

    def page(self, picture: Pixels, scale: float, *, vertical: bool) -> list[tuple[str, Box, bool]]:
        """Each character of a page with its box in points, which shares out that of its word, and
        whether it is in a column; ``scale`` is pixels a point."""
        found = []
        words = self._words(picture, "jpn_vert" if vertical else "jpn", "5" if vertical else "3")
        for word, (left, top, wide, high) in words:
            down = vertical and high > wide
            length = (high if down else wide) / len(word)
            for i, character in enumerate(word):
                x, y = (left, top + i * length) if down else (left + i * length, top)
                x1, y1 = (x + wide, y + length) if down else (x + length, y + high)
                box = Box(x / scale, y / scale, x1 / scale, y1 / scale)
                found.append((character, box, down))
        return found

    def _words(
        self, picture: Pixels, language: str, layout: str
    ) -> list[tuple[str, tuple[float, float, float, float]]]:
        held = io.BytesIO()
        Image.fromarray(picture).save(held, "PNG")
        command = [
            "tesseract", "-", "-", "-l", language, "--psm", layout, "--oem", "1",
            # the configuration "tsv" is missing beside data of one's own
            "-c", "tessedit_create_tsv=1",
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command,
                input=held.getvalue(), capture_output=True, check=False, timeout=_SECONDS,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise TooSlow(seconds=_SECONDS) from None
        rows = csv.DictReader(
            io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )  # fmt: skip
        return [
            (row["text"].strip(), tuple(float(row[name]) for name in _PLACE))  # type: ignore[misc]
            for row in rows
            if row.get("level") == _WORD and (row.get("text") or "").strip()
        ]


_PLACE = ("left", "top", "width", "height")
