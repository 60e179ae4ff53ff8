"""What a written document says about itself and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shiryokan.paper.model import Reason


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


REASON_MESSAGES: Mapping[Reason, str] = {
    "columns": _("段組の読み順が確かでない"),
    "covered": _("図の下にある文字"),
    "invisible": _("画面に見えない文字"),
    "line": _("行の切れ目が確かでない"),
    "overlap": _("文字が重なっている"),
    "picture": _("画像から読み取れない文字がある"),
    "size": _("極端な大きさの文字"),
    "unmapped": _("読めない文字がある"),
}
"""Why a line may be wrong, in Japanese."""


class About(NamedTuple):
    """``file_name`` and ``title`` (may be empty) of the PDF; words for the lines in doubt."""

    file_name: str
    title: str = ""
    reason_messages: Mapping[Reason, str] = REASON_MESSAGES
