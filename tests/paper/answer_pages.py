"""Invented questions and answers over pages, and what of them is furniture.

Answers come back in the same words, and by chance at the same place of two or more pages. Around
them stand running titles, titles of chapters, labels of handouts and page numbers, which are
furniture however near the text they stand.
"""

from __future__ import annotations

import io
import random
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tests.pdfs import FONT

WIDTH, HEIGHT = 595.0, 842.0
_ANSWERS = [
    "そのとおり。",
    "貴見のとおり",
    "お見込みのとおり。",
    "差し支えない。",
    "算定できない。",
]
_CHAPTERS = ["算定の要件について", "届出の手続について", "経過措置について", "記録の保存について"]
_TITLE = "疑義解釈の送付について（抄）"
_WHO = ["届出を行う者", "夜間の担当者", "離島の診療所", "複数の窓口を持つ施設", "休止中の施設"]
_WHAT = ["記録の写しを備える", "前の月の実績を用いる", "様式の欄外に書き添える", "責任者を兼ねる"]


class Answers(NamedTuple):
    """A file; and for each page the lines of its text and those of its furniture, from above."""

    pdf: bytes
    text: list[list[str]]
    furniture: list[list[str]]


def made(seed: int) -> Answers:
    """Pages whose look, and whose repeated answers, hang on ``seed`` alone."""
    chance = random.Random(seed)
    count = chance.choice([2, 2, 3, 4, 6, 9])
    size = chance.choice([9.0, 10.5, 11.0, 12.0])
    pitch = size * chance.choice([1.4, 1.6, 1.8, 2.0])
    gap = pitch * chance.choice([0.0, 0.5, 1.0])
    left = chance.choice([57.0, 71.0, 85.0])
    top, bottom = chance.choice([62.0, 74.0, 85.0]), HEIGHT - chance.choice([62.0, 74.0, 85.0])
    indent = size * chance.choice([0, 0, 1, 2])
    mark = chance.choice(["", "", "（答）", "答　"])
    answer = mark + chance.choice(_ANSWERS)
    at = chance.choice(["top", "bottom"])
    again = set(chance.sample(range(count), min(count, chance.choice([2, 2, 3]))))
    head = chance.choice(["", "right", "centre", "left", "chapters", "label"])
    foot = chance.choice(["", "- {} -", "{}", "{} / {}", "title {}"])
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    text: list[list[str]] = []
    furniture: list[list[str]] = []
    question = 0
    for page in range(count):
        lines: list[tuple[str, float, float]] = []
        y = top
        if at == "top" and page in again:
            lines.append((answer, left + indent, y))
            y += pitch + gap
        while True:
            question += 1
            item = _question(chance, question, int((WIDTH - 2 * left) / size))
            own = mark + _sentence(chance)[:30]
            last = page in again and at == "bottom"
            height = pitch * len(item) + gap + (pitch + gap)
            if y + height > bottom - (pitch + gap + pitch if last else 0):
                break
            for each in item:
                lines.append((each, left, y))
                y += pitch
            y += gap
            lines.append((own, left + indent, y))
            y += pitch + gap
        if at == "bottom" and page in again:
            # the text is set up to the end of the page, as it is where it goes on on the next one
            shift = bottom - pitch - (y + pitch)
            lines = [(t, x, place + shift) for t, x, place in lines if place + shift > top]
            asked = _question(chance, question, int((WIDTH - 2 * left) / size))[0]
            lines.append((asked, left, bottom - 2 * pitch - gap))
            lines.append((answer, left + indent, bottom - pitch))
        _draw(canvas, lines, size)
        text.append([line for line, _, _ in lines])
        furniture.append(_furniture(canvas, chance, head, foot, page, count, (left, top, size)))
        canvas.showPage()
    canvas.save()
    return Answers(out.getvalue(), text, furniture)


def _draw(canvas: Canvas, lines: list[tuple[str, float, float]], size: float) -> None:
    canvas.setFont(FONT, size)
    for text, x, y in lines:
        canvas.drawString(x, HEIGHT - y - size, text)


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_WHO)}が{chance.choice(_WHAT)}ことは{chance.randint(2, 28)}日を限りとする。"


def _question(chance: random.Random, number: int, width: int) -> list[str]:
    words = f"問{number}　" + "".join(_sentence(chance) for _ in range(chance.randint(1, 3)))
    words += f"{chance.choice(_WHO)}も同様か。"
    return [words[i : i + width] for i in range(0, len(words), width)]


def _furniture(
    canvas: Canvas, chance: random.Random, head: str, foot: str, page: int, count: int,
    look: tuple[float, float, float],
) -> list[str]:  # fmt: skip
    left, top, size = look
    found: list[str] = []
    small = size if head == "left" and left > 60 else size - 2
    canvas.setFont(FONT, small)
    y = HEIGHT - top + 26 + (6 if count > 3 else 0)
    if head:
        part = min(page * 4 // max(count, 4), 3) // 2 if count > 2 else 0
        words = {"chapters": f"第{part + 1}章　{_CHAPTERS[part]}", "label": "資料２"}.get(
            head, _TITLE
        )
        found.append(words)
        if head in ("right", "label"):
            canvas.drawRightString(WIDTH - left, y, words)
        elif head == "centre":
            canvas.drawCentredString(WIDTH / 2, y, words)
        else:
            canvas.drawString(left, y, words)
    if foot:
        words = foot.replace("title", _TITLE).format(page + 1, count)
        found.append(words)
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(WIDTH / 2, 30, words)
    return found
