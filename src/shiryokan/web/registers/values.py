"""Values of records as they are shown."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.translation import gettext

from shiryokan.i18n.register_messages import facet_word
from shiryokan.i18n.shown_values import path_text
from shiryokan.registers.base import Field

SHORT = 90
"""Characters of a text in a cell of a table."""


class Shown(msgspec.Struct, frozen=True):
    """A value for a template: ``lines`` of text, or ``rows`` of a table with its ``heads``."""

    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    listed: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.lines and not self.rows


def shown(field: Field, value: Any) -> Shown:
    """A field's value."""
    if value in (None, "", [], False):
        return Shown()
    if field.name in ("section", "path"):
        return Shown((path_text(value),))
    if field.kind == "parts":
        return _parts(value)
    if isinstance(value, list):
        return Shown(tuple(_word(field, each) for each in value), listed=len(value) > 1)
    if isinstance(value, dict):
        return Shown((_deadline(value),))
    if field.kind == "flag":
        return Shown((gettext("○"),))
    return Shown(tuple(_word(field, value).split("\n")))


def short(field: Field, value: Any) -> Shown:
    """A field's value for a cell of a table: cut where it is long."""
    if field.kind == "parts" and field.name != "section":
        count = len(value or [])
        return Shown((str(count),)) if count else Shown()
    whole = shown(field, value)
    lines, room = [], SHORT
    for line in whole.lines:
        if room <= 0:
            lines.append("…")
            break
        lines.append(line if len(line) <= room else line[:room] + "…")
        room -= len(line)
    return Shown(tuple(lines), listed=whole.listed)


def _word(field: Field, value: Any) -> str:
    text = str(value)
    return gettext(facet_word(field.name, text)) if field.facet and text else text


def _deadline(value: dict[str, Any]) -> str:
    text = str(value.get("text", ""))
    until = value.get("until")
    if until:
        return gettext("%(text)s（%(until)s まで）") % {"text": text, "until": until}
    return text


def _parts(value: list[Any]) -> Shown:
    """Structures as a table: a column for each name that any of them has."""
    dicts = [each for each in value if isinstance(each, dict)]
    heads = tuple(dict.fromkeys(name for each in dicts for name in each))
    filled = tuple(h for h in heads if any(each.get(h) not in (None, "", []) for each in dicts))
    rows = tuple(tuple(_plain(each.get(head)) for head in filled) for each in dicts)
    return Shown(heads=filled, rows=rows)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(_plain(each) for each in value)
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
