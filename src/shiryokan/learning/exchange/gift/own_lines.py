"""What GIFT has no place for, kept in comments: they are nothing to Moodle, and read again here."""

from __future__ import annotations

import msgspec

from shiryokan.learning.exchange.question import place_label
from shiryokan.learning.exercise import Exercise, Number, QuotedPlace

_OWN = "// shiryokan "
_PLACE = "// 引用箇所: "


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which exercise a question is, in which version, and the quotes that answer it."""

    id: str = ""
    version: int = 1
    unit: str = ""
    quotes: tuple[QuotedPlace, ...] = ()


def comment_lines(exercise: Exercise) -> list[str]:
    """The comments before a question: for people where its answer stands, for Moodle its id
    number, and for this program the rest."""
    lines = [_PLACE + " ".join(_place(quote).split()) for quote in exercise.quotes]
    if exercise.id and not set(exercise.id) & set("[]\n"):
        lines.append(f"// [id:{exercise.id}]")
    unit = exercise.unit if isinstance(exercise, Number) else ""
    kept = Kept(exercise.id, exercise.version, unit, exercise.quotes)
    return [*lines, _OWN + msgspec.json.encode(kept).decode("utf-8")]


def _place(quote: QuotedPlace) -> str:
    return f"{place_label(quote)} 「{quote.words}」"


def kept_in(comments: list[str]) -> Kept | None:
    """What the comments before a question keep; nothing where there is no such comment.
    Raises :class:`ValueError` where somebody changed it."""
    own = [line for line in comments if line.startswith(_OWN)]
    if not own:
        return None
    kept = msgspec.json.decode(own[-1].removeprefix(_OWN), type=Kept)
    if kept.version < 1 or any(quote.page < 1 for quote in kept.quotes):
        raise ValueError(own[-1])
    return kept


def unit_in_prompt(unit: str) -> str:
    """What is put behind a prompt, for players that know of no unit."""
    return f"（単位：{unit}）" if unit else ""
