"""The field in which people write a date as they know it."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.dates import NotADate, date_code, parse_date
from shiryokan.titlepage.guess import Precision


class Written(NamedTuple):
    """A date and how much of it is told; no date is None."""

    day: datetime.date | None
    precision: Precision


class WrittenDateField(forms.CharField):
    """令和6年7月10日, 2024-07-10, 2024年7月 or 2024年; its value is a :class:`Written`."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("label", _("日付"))
        named.setdefault("required", False)
        named.setdefault("help_text", _("例: 2024/7/10、令和6年7月10日、2024年7月"))
        named.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**named)

    def clean(self, value: Any) -> Written:
        """The date; one that does not exist is refused by what was written."""
        text = super().clean(value)
        if not text:
            return Written(None, "day")
        try:
            return Written(*parse_date(text))
        except NotADate:
            raise forms.ValidationError(
                _("「%(written)s」という日付はありません。年だけ、年と月だけでも書けます。"),
                params={"written": text[:60]},
            ) from None


def written(day: datetime.date | None, precision: str) -> str:
    """What the field shows of a date that is known."""
    return date_code(day, precision) if day else ""
