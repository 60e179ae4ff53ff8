"""The characters of a page, in whatever encoding it is."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_LOOKED_AT = 4096
"""Bytes at the beginning in which the encoding is declared (the HTML standard says 1024)."""
_MEANT = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms932": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
}  # fmt: skip
"""The WHATWG's reading of the names: Shift_JIS with the characters of Windows."""
_GUESSED = ("utf-8", "cp932", "euc_jp", "iso2022_jp")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes, told: str = "") -> str:
    """The text of a page. ``told`` is the encoding of the HTTP header, if there was one.

    What is declared is tried first, and dropped if it does not fit: pages are moved to other
    servers, whose headers lie.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\x1b$" in data[:_LOOKED_AT]:
        return data.decode("iso2022_jp", "replace")
    declared = _DECLARED.search(data[:_LOOKED_AT])
    names = [declared[1].decode("ascii", "replace") if declared else "", told]
    tried = [known for name in names if name and (known := _codec(name))]
    for name in (*tried, *_GUESSED):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode(tried[0] if tried else "utf-8", "replace")


def _codec(name: str) -> str:
    name = _MEANT.get(name.lower(), name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
