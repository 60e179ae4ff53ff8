"""Texts as they are compared with the truth of an invented paper."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = "〇一二三四五六七八九"
_DASHES = re.compile("[‐‑–—―−－]")


def narrow(text: str) -> str:
    """NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def with_digits(text: str) -> str:
    """:func:`narrow`, dashes as one and kanji numerals up to 九十九 in digits: a vertical page has
    other signs for them than a level one."""
    text = _DASHES.sub("-", narrow(text))
    return re.sub(f"[{_DIGITS}十]+", lambda found: _in_digits(found[0]), text)


def _in_digits(numeral: str) -> str:
    if "十" not in numeral:
        return "".join(str(_DIGITS.index(c)) for c in numeral)
    tens, _, ones = numeral.partition("十")
    return str(
        10 * int(_in_digits(tens) or 1 if tens else 1) + int(_in_digits(ones) if ones else 0)
    )
