"""What heads of items and their paragraphs begin with."""

from __future__ import annotations

import re

_CODE = r"[A-Z]\d{3}(?:-\d+)*"
_NUMBERED = r"\d{2}(?:の\d+)*"
_JOINT = r"(?:\s?(?:から|及び|、)\s?{0}(?:まで)?)*"
HEAD = re.compile(
    rf"[ \t]*(?:(?P<code>{_CODE}{_JOINT.format(_CODE)})"
    rf"|区分(?:番号)?\s?(?P<numbered>{_NUMBERED}{_JOINT.format(_NUMBERED)}))"
    r"[ \t]+(?P<name>[^\s。「」][^。「」\n]{0,60})$",
    re.MULTILINE,
)
"""The head of an item: its code, white space, and its name to the end of the line."""
PARAGRAPH = re.compile(r"\s*(?P<number>\(\s?(?P<count>\d{1,3})\s?\))(?=\s|[^\d\s])\s*")
