"""Text in XML and HTML: escaped, and without the characters that neither may hold."""

from __future__ import annotations

import html
import re

# Beside what XML 1.0 forbids: DEL and C1, which it allows but HTML does not.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FOLDED = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def allowed_text(text: str) -> str:
    """``text`` without what neither may hold, not escaped: for a writer that escapes itself."""
    return _FORBIDDEN.sub("", text)


def xml_text(text: str) -> str:
    """``text`` as the content of an element, or in quotes where its line ends do not matter."""
    return html.escape(allowed_text(text))


def xml_attribute(text: str) -> str:
    """``text`` as an attribute's value in quotes; a parser gives back its tabs and line ends."""
    return xml_text(text).translate(_FOLDED)
