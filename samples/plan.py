"""The annual plan: rows of two columns, last year's plan beside what was done and what is next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from typesetting import GOTHIC, MINCHO, Sheet, broken

LABELS = "アイウエオカキクケコサシスセソ"
SIZE, LEADING = 9.6, 14.4
LEFT, MIDDLE, RIGHT = 62.0, 262.0, 533.0
TOP, BOTTOM = 92.0, 770.0
GAP = 8.0


def build(source: dict[str, Any], folder: Path) -> Path:
    """Typeset a plan; returns its path."""
    path = folder / source["file"]
    plan = _Plan(path, source)
    plan.cover()
    for section in source["sections"]:
        plan.section(section)
    plan.finish()
    return path


class _Plan:
    def __init__(self, path: Path, source: dict[str, Any]) -> None:
        self.source = source
        self.year = source["fiscal_year"]
        self.sheet = Sheet(path, A4, source["title"])
        self.number = 0
        self.y = TOP

    def cover(self) -> None:
        sheet = self.sheet
        sheet.bookmark("表紙", 0, 0)
        for i, line in enumerate(broken(self.source["title"], GOTHIC, 20, 400)):
            sheet.centred(270 + 32 * i, line, GOTHIC, 20)
        sheet.centred(420, f"令和{self.year - 2018}年5月", MINCHO, 13)
        sheet.centred(448, "水鏡市デジタル推進会議", MINCHO, 13)
        sheet.centred(760, "この文書は見本です。水鏡市は架空の市です。", MINCHO, 9)
        sheet.next_page()
        self._open_page()

    def section(self, section: dict[str, Any]) -> None:
        if self.y > BOTTOM - 120:
            self._turn()
        self.y += 6
        self.sheet.bookmark(section["title"], 0, self.y - 14)
        self.sheet.text(LEFT, self.y, section["title"], GOTHIC, 12)
        self.y += 14
        for label, measure in zip(LABELS, section["measures"], strict=False):
            self._measure(label, measure)
        self.y += 10

    def _measure(self, label: str, measure: dict[str, Any]) -> None:
        left = broken(measure["previous"] or "（新規）", MINCHO, SIZE, MIDDLE - LEFT - 2 * GAP)
        right = self._right_column(measure)
        if self.y + 18 + LEADING * 4 > BOTTOM:
            self._turn()
        sheet = self.sheet
        sheet.line(LEFT, self.y, RIGHT, self.y)
        sheet.text(
            LEFT + GAP, self.y + 13, f"({label}) {'・'.join(measure['ministries'])}", GOTHIC, SIZE
        )
        self.y += 18
        sheet.line(LEFT, self.y, RIGHT, self.y)
        while left or right:
            rows = min(max(len(left), len(right)), int((BOTTOM - self.y - 6) // LEADING))
            self._rows(left[:rows], right[:rows])
            left, right = left[rows:], right[rows:]
            if left or right:
                self._turn()
                sheet.line(LEFT, self.y, RIGHT, self.y)
        self.y += 10

    def _right_column(self, measure: dict[str, Any]) -> list[str]:
        width = RIGHT - MIDDLE - 2 * GAP
        lines = ["<成果・進捗状況>"] if measure["progress"] else []
        for bullet in measure["progress"]:
            lines += _bullet(bullet, width)
        lines.append(f"<{self.year} 年度年次計画>")
        for bullet in measure["next"]:
            lines += _bullet(bullet, width)
        return lines

    def _rows(self, left: list[str], right: list[str]) -> None:
        sheet, rows = self.sheet, max(len(left), len(right))
        bottom = self.y + rows * LEADING + 6
        for x in (LEFT, MIDDLE, RIGHT):
            sheet.line(x, self.y, x, bottom)
        sheet.line(LEFT, bottom, RIGHT, bottom)
        # line by line across both columns, as office programs often write them
        for i in range(rows):
            y = self.y + 12 + i * LEADING
            if i < len(left):
                sheet.text(LEFT + GAP, y, left[i], MINCHO, SIZE)
            if i < len(right):
                sheet.text(MIDDLE + GAP, y, right[i], MINCHO, SIZE)
        self.y = bottom

    def _open_page(self) -> None:
        self.number += 1
        heading = f"{self.year - 1} 年度の実施状況及び {self.year} 年度年次計画"
        self.sheet.text(LEFT, 50, heading, MINCHO, 8.5)
        self.sheet.text(RIGHT - 34, 50, "別添1", MINCHO, 8.5)
        self.sheet.line(LEFT, 56, RIGHT, 56, 0.3)
        self.sheet.centred(806, f"別添1 - {self.number} -", MINCHO, 8.5)
        self.y = TOP

    def _turn(self) -> None:
        self.sheet.next_page()
        self._open_page()

    def finish(self) -> None:
        self.sheet.next_page()
        self.sheet.save()


def _bullet(text: str, width: float) -> list[str]:
    first, *rest = broken("・" + text, MINCHO, SIZE, width)
    again = broken("".join(rest), MINCHO, SIZE, width - SIZE)
    return [first, *("　" + line for line in again)]
