"""The command line's words, in the language of whoever sits there."""

from __future__ import annotations

from shiryokan.i18n import catalogue, language_of, speak
from shiryokan.i18n.explanations import explain as _explain

speak(language_of())
_ = catalogue(language_of()).gettext


def explain(code: str, details: dict[str, object] | None = None) -> str:
    """What is wrong and what to do, in one line."""
    what, do = _explain(code, details or {}, _)
    return f"{what} {do}"
