"""What exports say of their own: titles of the columns they add, and where a long text goes on."""

from __future__ import annotations

from shiryokan.i18n import message as _

GOES_ON = _("…［続きはシート「%(sheet)s」］")
REST = _("続き")
REST_ROW = _("行")
REST_COLUMN = _("列")
REST_TEXT = _("文章の続き")

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
