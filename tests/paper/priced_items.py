"""Pages of items with their points at the right edge, as tables of fees set old beside new have
them: the points on the last line of a title, or on a line by themselves, notes below."""

from __future__ import annotations

import io
import random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.paper.note_marks import NAMES

SIZE = (842.0, 595.0)
_TITLES = (
    "病棟薬剤業務の実施に関する加算", "訪問看護の指示", "入院の初期における集中的な管理", "検体の採取",
    "退院時の共同指導に要する費用", "画像の診断及び管理", "在宅患者の緊急時の往診", "療養環境の整備",
)  # fmt: skip
_ENDS = ("（１日につき）", "（１回につき）", "", "（週１回に限る。）")
_NOTES = ("注１・２　（略）", "注　（略）", "注１～４　（略）", "（略）")


def page_of_items(seed: int) -> tuple[bytes, list[str]]:
    """A page, and what each of its two columns says, without white space."""
    chance = random.Random(f"items {seed}")
    size = chance.choice((9.0, 10.0, 10.5, 11.0))
    step, font = size * chance.choice((1.3, 1.4, 1.6)), chance.choice(NAMES)
    unit = chance.choice(("点", "円", "点"))
    indent = size * chance.choice((3, 5, 6.5))
    chance.random()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    canvas.setFont(font, size)
    width = size * chance.choice((29, 31, 33))
    items = [
        (chance.choice(_TITLES), chance.choice(_ENDS), chance.random(), chance.choice(_NOTES))
        for _ in range(10)
    ]
    said: list[str] = []
    for left in (50.0, 50.0 + width + 1.8 * size):
        y, told = SIZE[1] - 60.0, ""
        for number, (title, end, how, note) in enumerate(items):
            amount = f"{chance.randrange(2, 20_000):,}{unit}"
            lines = _set(
                f"Ａ{300 + number}　{title}{end}", width - 0.1, indent, size, font,
                pdfmetrics.stringWidth(amount, font, size), how,
            )  # fmt: skip
            if y - (len(lines) + 2) * step < 50:
                break
            for at, line in enumerate(lines):
                canvas.drawString(left + (indent if at else 0), y, line)
                told += line
                if at == len(lines) - 1:
                    canvas.drawRightString(left + width, y, amount)
                    told += amount
                y -= step
            canvas.drawString(left + indent, y, note)
            told += note
            y -= step
        said.append("".join(told.split()))
    for x in (45.0, 50.0 + width + 0.9 * size, 55.0 + 2 * width + 1.8 * size):
        canvas.line(x, 50, x, SIZE[1] - 45)
    canvas.save()
    return out.getvalue(), said


def _set(
    text: str, width: float, indent: float, size: float, font: str, amount: float, how: float
) -> list[str]:
    """``text`` as lines; the amount goes behind the last, or on one by itself."""
    lines, room = [""], width
    for character in text:
        if pdfmetrics.stringWidth(lines[-1] + character, font, size) > room - 1.0:
            lines.append("")
            room = width - indent
        lines[-1] += character
    used = pdfmetrics.stringWidth(lines[-1], font, size) + 1.5 * size + amount
    if how < 0.2 or used > room:
        # a bracket, or nothing, is left to the line of the amount
        lines.append(lines[-1][-1] if how < 0.1 else "")
        lines[-2] = lines[-2][:-1] if lines[-1] else lines[-2]
    return lines
