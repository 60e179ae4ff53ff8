"""The fields of an origin that every form has in which one is written."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shiryokan.web.documents.date_field import WrittenDateField


class OriginFields(forms.Form):
    """Who published, before which meeting of which council, and when; each may stay blank.

    A page that holds the names (``documents/_names.html``) offers them in the fields.
    """

    publisher = forms.CharField(
        label=_("発行者"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "publisher-names", "autocomplete": "off"}),
    )  # fmt: skip
    council = forms.CharField(
        label=_("会議体"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "council-names", "autocomplete": "off"}),
    )  # fmt: skip
    meeting = forms.CharField(
        label=_("回"), max_length=100, required=False, help_text=_("例: 第41回")
    )
    date = WrittenDateField()
