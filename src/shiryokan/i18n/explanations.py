"""What each error code means, and what to do: for people, in Japanese, to be translated.

Every room has its own in ``EXPLANATIONS`` of its module ``messages``, which imports only this room;
they are found as Django finds the modules of its apps.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from shiryokan.i18n import message as _

_PACKAGE = Path(__file__).parents[1]


class Explanation(msgspec.Struct, frozen=True):
    """What is wrong, and what to do. Both are message ids with ``%(name)s`` places."""

    what: str
    do: str


UNKNOWN = Explanation(
    _("問題が起きました（%(code)s）。"),
    _("ログを確かめてください。"),
)
COMMON_DETAILS: dict[str, object] = {}
"""Details that hold for every explanation; rooms that know them put them here."""
_added: dict[str, Explanation] = {}


@functools.cache
def of_rooms() -> Mapping[str, Explanation]:
    """The explanations of all rooms, by error code. Raises :class:`ValueError` if two rooms explain
    one code."""
    found: dict[str, Explanation] = {}
    for path in sorted({*_PACKAGE.glob("*/messages.py"), *_PACKAGE.glob("*/*/messages.py")}):
        folder = ".".join(path.relative_to(_PACKAGE).parent.parts)
        module = importlib.import_module(f"{_PACKAGE.name}.{folder}.messages")
        own: Mapping[str, Explanation] = getattr(module, "EXPLANATIONS", {})
        if twice := own.keys() & found.keys():
            raise ValueError(f"{module.__name__} explains what another room does: {twice}")
        found |= own
    return found


def add_explanation(code: str, explanation: Explanation) -> None:
    """Have ``code``, which belongs to no room (as of a register), explained as well."""
    _added[code] = explanation


class TranslatedExplanation(NamedTuple):
    """What is wrong, and what to do, in one language: a sentence or two each."""

    what: str
    do: str

    @property
    def whole(self) -> str:
        """Both, with a blank between them where the language has blanks."""
        between = "" if self.what.endswith("。") else " "
        return f"{self.what}{between}{self.do}".strip()


def explain(
    code: str, details: Mapping[str, object], translate: Callable[[str], str]
) -> TranslatedExplanation:
    """What is wrong and what to do, in the language of ``translate``."""
    explanation = _added.get(code) or of_rooms().get(code, UNKNOWN)
    return explained(explanation, {"code": code, **COMMON_DETAILS, **details}, translate)


def explained(
    explanation: Explanation, details: Mapping[str, object], translate: Callable[[str], str]
) -> TranslatedExplanation:
    """Both sentences of ``explanation``, with ``details`` in their places."""
    values = _Blanks(details)
    return TranslatedExplanation(
        translate(explanation.what) % values, translate(explanation.do) % values
    )


class _Blanks(dict[str, object]):
    """A place whose value is not known shows as a dash: an error must never hide another."""

    def __missing__(self, key: str) -> str:
        return "—"
