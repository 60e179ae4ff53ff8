"""The marks of GIFT and how text is kept from being taken for them.

``~ = # { } :`` are marks unless a backslash stands before them; so is the backslash itself, and
``\\n`` is a new line. Their full-width forms are text and never marks.
"""

from __future__ import annotations

import re

FULL_WIDTH = dict(zip("～＝＃｛｝：", "~=#{}:", strict=True))
_TOKEN = re.compile(r"\\[\\~=#{}:n]|.", re.DOTALL)
_NEEDS_ESCAPE = re.compile(r"[\\~=#{}:]")
_FORMAT = re.compile(r"\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
PLAIN = "[plain]"

Tokens = list[str]
"""Text as marks and characters: one that was escaped still has its backslash."""


def escaped(text: str) -> str:
    """Text in which nothing is a mark, on one line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NEEDS_ESCAPE.sub(r"\\\g<0>", text).replace("\n", "\\n")


def escaped_plain(text: str) -> str:
    """As :func:`escaped`, where text that begins with ``[html]`` and such would be taken for the
    name of its format."""
    return (PLAIN if _FORMAT.match(text) else "") + escaped(text)


def tokens(text: str) -> Tokens:
    """Text as tokens."""
    return _TOKEN.findall(text)


def unescaped(part: Tokens) -> str:
    """The text of tokens, without white space around it. The full-width space is text: Japanese
    paragraphs begin with it."""
    return "".join(
        each if len(each) == 1 else "\n" if each == "\\n" else each[1] for each in trimmed(part)
    )


def trimmed(part: Tokens) -> Tokens:
    """Tokens without white space around them."""
    start, end = 0, len(part)
    while start < end and part[start] in " \t\r\n":
        start += 1
    while end > start and part[end - 1] in " \t\r\n":
        end -= 1
    return part[start:end]


def text_and_format(part: Tokens) -> tuple[str, str]:
    """The text of tokens, and the format that it names: ``html``, ``plain`` …; empty where it
    names none."""
    part = trimmed(part)
    found = _FORMAT.match("".join(part[:10]))
    if found is None:
        return unescaped(part), ""
    return unescaped(part[found.end() :]), found[0].strip("[]").lower()


def position(part: Tokens, mark: str, start: int = 0) -> int:
    """Where ``mark`` stands first in tokens, or -1."""
    try:
        return part.index(mark, start)
    except ValueError:
        return -1


def position_of_run(part: Tokens, mark: str, length: int) -> int:
    """Where ``length`` marks in a row begin last in tokens, or -1."""
    for at in range(len(part) - length, -1, -1):
        if all(each == mark for each in part[at : at + length]):
            return at
    return -1
