"""The kinds of audit entries. Each room registers its own, in its module ``audit_kinds``.

The database keeps the code alone, so that a new kind needs no migration, and an entry whose room is
gone, or came later, is still shown.
"""

from __future__ import annotations

from typing import NewType

from django.utils.functional import Promise
from django.utils.translation import gettext

from shiryokan.audit.details import Detail, Details

Kind = NewType("Kind", str)
"""The code of a registered kind, as the database keeps it."""
LONGEST = 30
"""Characters of the longest code: the width of the column."""

_labels: dict[str, str | Promise] = {}
_details: dict[str, Details] = {}


def register(code: str, label: str | Promise, /, **details: Detail | None) -> Kind:
    """Make a kind known, with what it is called and the details that its entries have.

    Raises :class:`ValueError` if its code is too long, or is another kind's already.
    """
    if not 0 < len(code) <= LONGEST:
        raise ValueError(f"a kind's code has 1 to {LONGEST} characters: {code!r}")
    if code in _labels:
        raise ValueError(f"another kind has the code {code!r}")
    _labels[code] = label
    _details[code] = details
    return Kind(code)


def label(code: str) -> str:
    """What a kind is called; of one that nobody registered, the code is told."""
    if code in _labels:
        return str(_labels[code])
    return gettext("ほかの操作（%(code)s）") % {"code": code}


def details(code: str) -> Details:
    """The details of a kind, in the order in which they are read."""
    return _details.get(code, {})


def choices() -> list[tuple[str, str]]:
    """All kinds that are registered, each code with what it is called, room by room."""
    return [(code, str(words)) for code, words in _labels.items()]


def is_known(code: str | None) -> bool:
    """Whether a kind with this code is registered."""
    return code in _labels
