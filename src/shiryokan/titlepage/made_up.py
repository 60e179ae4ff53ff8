"""Titles that a program or a file system made up, which say nothing of the document."""

from __future__ import annotations

import re
from pathlib import PurePath

from shiryokan.japanese.codepoints import fold_text

_PROGRAM = re.compile(
    r"^(?:microsoft|powerpoint|word|excel|untitled|無題|名称未設定|文書\d*|document\d*|book\d*|sheet\d*|"
    r"presentation\d*|プレゼンテーション\d*|スライド\d*|slide\d*|新規|コピー|scan|img|image|dsc|print|"
    r"フル ?ページ写真|全ページ写真|fax|adobe|acrobat|タイトルなし|title|no ?title|default|"
    r"kmbt|xerox|ricoh|canon|mfp|doc\d+)",
    re.I,
)
_PREFIX = re.compile(
    r"^(?:microsoft (?:word|excel|powerpoint) - |taro-?\d*[- ]*|一太郎[-ー ]*|print |【?差替】?)",
    re.I,
)
_SUFFIX = re.compile(
    r"\.(?:docx?|docm|rtf|odt|xlsx?|xlsm|pptx?|pdf|jtdc?|jbw|indd|xdw|xbd|ai|tiff?|jpe?g|txt)$",
    re.I,
)
_HEX = re.compile(r"^<[0-9a-f\s]+>$", re.I)
_CODE = re.compile(r"^[\W\d_]*$|^[\x20-\x7e]{1,60}$")
"""Digits and signs alone, or a name in Latin letters without a space."""
_BROKEN = re.compile(r"[\ufffd\x00-\x1f]|[À-ÿ]{1}[^\sA-Za-zÀ-ÿ,.;:'-]|[¨¹Ýÿ¸]")
_NUMBER_BEFORE = re.compile(r"^[(（\[【][^)）\]】]{0,20}第[0-9０-９]+号[)）\]】]\s*")
_QUOTED = re.compile(r"^「([^「」]+)」$")
_LEAST = 2
"""Characters of a title, at least."""


def without_program(title: str) -> str:
    """A PDF's own title without what a program put before and after it: ``Taro-``,
    ``Microsoft Word -``, the suffix of a file; empty if nothing else is in it."""
    text = " ".join(title.split())
    before = None
    while before != text:
        before = text
        text = _NUMBER_BEFORE.sub("", _SUFFIX.sub("", _PREFIX.sub("", text)).strip(" -_"))
    return _QUOTED.sub(r"\1", text)


def is_made_up(title: str, file_name: str = "") -> bool:
    """Whether a title says nothing: it is of a program, a code, broken, or the file's name."""
    text = without_program(title)
    if len(text) < _LEAST or _HEX.match(title.strip()) or _BROKEN.search(text):
        return True
    folded = fold_text(text)
    if _PROGRAM.match(text) or _looks_like_a_code(text):
        return True
    return bool(file_name) and _same_name(folded, file_name)


def _looks_like_a_code(text: str) -> bool:
    """Names such as ``r06_06_guideline_itaku`` or ``0407``; not two words of English."""
    if not _CODE.match(text):
        return False
    return " " not in text.strip() or not re.search(r"[A-Za-z]{3,} [A-Za-z(]", text)


def _same_name(folded: str, file_name: str) -> bool:
    stem = fold_text(without_program(PurePath(file_name).name))
    return bool(stem) and re.sub(r"[\W_]", "", folded) == re.sub(r"[\W_]", "", stem)
