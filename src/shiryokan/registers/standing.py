"""How a record stands beside later papers: withdrawn, corrected, or to be read anew."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.i18n import message as _

State = Literal["withdrawn", "corrected", "reread"]
STATE_TITLES = {
    "withdrawn": _("廃止"),
    "corrected": _("訂正あり"),
    "reread": _("読み替えあり"),
}
"""What a state is called, messages."""


class Standing(msgspec.Struct, frozen=True):
    """What a later paper did to a record: ``document`` and ``key`` are those of the record that
    says so, ``paper`` what its paper is called, ``date`` its day in ISO 8601 or nothing, and
    ``words`` the sentence, empty where it was printed anew."""

    state: State
    document: str
    key: str
    paper: str = ""
    date: str = ""
    words: str = ""
