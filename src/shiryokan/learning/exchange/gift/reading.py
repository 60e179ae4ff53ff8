"""Reads questions out of GIFT: what is right is taken, and of the rest it is told where it stands
and what to do."""

from __future__ import annotations

import codecs

import msgspec

from shiryokan.learning.exchange.gift.answers import NotReadable, exercise_of
from shiryokan.learning.exchange.gift.blocks import Block, blocks
from shiryokan.learning.exchange.gift.marks import (
    FULL_WIDTH,
    Tokens,
    position,
    text_and_format,
    tokens,
    trimmed,
    unescaped,
)
from shiryokan.learning.exchange.gift.own_lines import Kept, kept_in, unit_in_prompt
from shiryokan.learning.exchange.html_text import text_of_html
from shiryokan.learning.exchange.question import Question, Remark
from shiryokan.learning.exercise import Number

MOST_BYTES = 8 * 1024**2
"""Of a file: some ten thousand questions."""
GAP = "＿＿＿"
"""What stands in a sentence in the place of its answers."""
_ENCODINGS = ("utf-8-sig", "cp932")
"""UTF-8, with or without its mark; and what editors of Japanese Windows write."""


class GiftFile(msgspec.Struct, frozen=True):
    """The questions of a file, in its order, and what is to be told of it."""

    questions: tuple[Question, ...]
    remarks: tuple[Remark, ...]


def read_gift(data: bytes | str) -> GiftFile:
    """The questions of a GIFT file. Never raises for what is in it: a question that cannot be read
    is a remark with its line, and the others are there."""
    if len(data) > MOST_BYTES:
        return GiftFile((), (Remark("gift_large", details={"limit": MOST_BYTES >> 20}),))
    text = data if isinstance(data, str) else _decoded(data)
    if text is None:
        return GiftFile((), (Remark("gift_encoding"),))
    questions: list[Question] = []
    remarks: list[Remark] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for block in blocks(text):
        try:
            question, notes = _question(block)
        except NotReadable as error:
            remarks.append(Remark(error.code, block.line + error.lines, details=error.details))
            continue
        questions.append(question)
        remarks += [Remark(code, block.line, left_out=False) for code in notes]
    if not questions and not remarks:
        remarks.append(Remark("gift_nothing", 1))
    return GiftFile(tuple(questions), tuple(remarks))


def _decoded(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _question(block: Block) -> tuple[Question, list[str]]:
    """A question, and what of it was not taken over."""
    whole = trimmed(tokens(block.text))
    title, rest = _title(whole)
    start, end = position(rest, "{"), position(rest, "}")
    if start < 0 or end < start:
        raise NotReadable(_without_braces(block.text, start, end))
    again = position(rest, "{", start + 1)
    if 0 <= again < end:
        raise NotReadable("gift_brace_twice", _lines(rest[:again], whole, rest))
    if position(rest, "{", end) >= 0 or position(rest, "}", end + 1) >= 0:
        raise NotReadable("gift_two", _lines(rest[: end + 1], whole, rest))
    prompt, notes = _prompt(rest[:start], rest[end + 1 :])
    inside = rest[start + 1 : end]
    try:
        exercise, more = exercise_of(inside, prompt)
    except NotReadable as error:
        before = _lines(rest[: start + 1], whole, rest)
        raise NotReadable(error.code, before + error.lines, error.details) from error
    notes += more
    kept = Kept()
    try:
        kept = kept_in(block.comments) or kept
    except ValueError:
        notes.append("gift_own_line")
    if isinstance(exercise, Number) and kept.unit:
        plain = exercise.prompt.removesuffix(unit_in_prompt(kept.unit))
        exercise = msgspec.structs.replace(exercise, prompt=plain, unit=kept.unit)
    exercise = msgspec.structs.replace(
        exercise, id=kept.id, version=kept.version, quotes=kept.quotes
    )
    if not exercise.prompt:
        raise NotReadable("gift_no_prompt")
    return Question(exercise, title, block.category), notes


def _title(whole: Tokens) -> tuple[str, Tokens]:
    if whole[:2] != [":", ":"]:
        return "", whole
    for at in range(2, len(whole) - 1):
        if whole[at] == whole[at + 1] == ":":
            return unescaped(whole[2:at]), trimmed(whole[at + 2 :])
    raise NotReadable("gift_title")


def _without_braces(text: str, start: int, end: int) -> str:
    """Why there are no answers."""
    if start < 0 and end < 0:
        full = [wide for wide, mark in FULL_WIDTH.items() if mark in "{}" and wide in text]
        return "gift_full_width" if full else "gift_no_answers"
    return "gift_brace_close" if start < 0 else "gift_brace_open"


def _lines(before: Tokens, whole: Tokens, rest: Tokens) -> int:
    """Lines between the beginning of a question and the end of ``before``, a beginning of
    ``rest``, which is an end of ``whole``."""
    return "".join(whole[: len(whole) - len(rest)]).count("\n") + "".join(before).count("\n")


def _prompt(before: Tokens, after: Tokens) -> tuple[str, list[str]]:
    """The text of a question, with a gap where its answers stand within a sentence."""
    behind = unescaped(after)
    text, form = text_and_format(before)
    if behind:
        text = f"{text}{GAP}{behind}"
    if form == "html":
        return text_of_html(text), ["gift_html"]
    return text, []
