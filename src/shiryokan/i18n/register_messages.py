"""Words of registers for people: kinds of change, why something was left, columns of exports."""

from __future__ import annotations


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


CHANGE_WORDS: dict[str, str] = {
    "same": _("変わらない"),
    "changed": _("変わった"),
    "moved": _("移った"),
    "split": _("分かれた"),
    "merged": _("合わさった"),
    "new": _("新しい"),
    "ended": _("なくなった"),
}

UNPLACED_WORDS: dict[str, str] = {
    "orphan": _("どの項目にも属さない文章です。"),
    "incomplete": _("項目に必要な部分が見つかりません。"),
    "disorder": _("番号や符号の順が飛んでいます。"),
    "unreadable": _("このページは読み取れません。"),
    "unknown": _("この台帳の書き方に当てはまりません。"),
}

EXPORT_TITLES: tuple[str, ...] = (
    _("信頼度"),
    _("ページ"),
    _("ページのアドレス"),
    _("文書"),
    _("前の版の項目"),
    _("後の版の項目"),
    _("似ている度合い"),
    _("項目の欄"),
    _("前の版の文"),
    _("後の版の文"),
    _("前のページ"),
    _("後のページ"),
    _("前のページのアドレス"),
    _("後のページのアドレス"),
)
"""Titles of columns that :mod:`shiryokan.registers.export` adds."""
