"""Notes to signs in questions and answers, which stand at the feet of pages and so in the midst of
what goes on over the page end: put behind the answer that has their sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.registers.answers.entries import Entry
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced

NOTE = re.compile(r"[(\[【〔]?\s?(?P<name>(?:[※*†‡]|注)(?:\s?\d+)?)(?!\d*[意文目])")
"""The sign of a note: ※, （注）, 注１."""
_NUMBERED = re.compile(r"(?P<name>(?:[※*†‡]|注)\s?\d+)[\s:.)]")
"""The sign of one of several notes."""
_REACH = 3
"""Questions before a note among which its sign is looked for."""


def put_notes(entries: Sequence[Entry]) -> None:
    """Put each note with a number behind the answer that has its sign."""
    for at, entry in enumerate(entries):
        for own in (entry.question, entry.answer):
            for text in list(own):
                match = _NUMBERED.match(narrow(text.text))
                if match is None:
                    continue
                holder = _holder(entries[max(at - _REACH, 0) : at + 1], match["name"], text)
                if holder is not None and (holder is not entry or text is not own[-1]):
                    own[:] = [each for each in own if each is not text]
                    holder.answer.append(text)


def _holder(entries: Sequence[Entry], sign: str, note: Traced) -> Entry | None:
    """The nearest question that has the sign of a note in its words."""
    squeezed = "".join(sign.split())
    for entry in reversed(entries):
        words = (narrow(each.text) for each in (*entry.question, *entry.answer) if each is not note)
        if any(squeezed in "".join(each.split()) for each in words):
            return entry
    return None
