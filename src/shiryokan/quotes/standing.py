"""How a quote stands (効力), and by what."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.i18n import message as _
from shiryokan.paper.model import Box

State = Literal["holds", "corrected", "changed", "withdrawn", "gone", "unsure"]
STATE_TITLES: dict[State, str] = {
    "holds": _("現行"),
    "corrected": _("訂正あり"),
    "changed": _("変更あり"),
    "withdrawn": _("廃止"),
    "gone": _("なし"),
    "unsure": _("要確認"),
}
"""What a state is called, messages."""

CauseKind = Literal["comparison", "correction", "letter", "answer", "removal", "reading"]
CAUSE_TITLES: dict[CauseKind, str] = {
    "comparison": _("新しい版との比較"),
    "correction": _("編集者の訂正"),
    "letter": _("訂正の事務連絡"),
    "answer": _("後の疑義解釈"),
    "removal": _("文書の削除"),
    "reading": _("読み直し"),
}
"""What a cause is called, messages. ``reading``: the words were not found again in their own
document."""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a quote stand as it does: a place that can be quoted itself.

    ``document`` is named as that of the quote; ``page`` is 0 where no page can be named, as where
    words are gone. ``words`` are what stands there."""

    kind: CauseKind
    document: str = ""
    page: int = 0
    boxes: tuple[Box, ...] = ()
    words: str = ""
    register: str = ""
    key: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A standing: why, and how alike the two sides are that were compared (0 to 1)."""

    state: State
    cause: Cause | None = None
    likeness: float = 1.0


HOLDS = Standing(state="holds")
