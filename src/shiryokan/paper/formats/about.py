"""What a written document says about itself and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shiryokan.paper.model import Reason


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


REASON_WORDS: Mapping[Reason, str] = {
    "columns": _("読み順が2通り考えられます。"),
    "covered": _("画像の下に隠れている文字です。"),
    "invisible": _("見えない文字です。"),
    "overlap": _("文字が重なっています。"),
    "size": _("読むためとは思えない大きさの文字です。"),
    "unmapped": _("文字コードの分からない文字があります。"),
}
"""Why a line may be wrong, in Japanese."""


class About(NamedTuple):
    """``file_name`` and ``title`` (may be empty) of the PDF; words for the lines in doubt."""

    file_name: str
    title: str = ""
    reason_words: Mapping[Reason, str] = REASON_WORDS
