"""The form by which a search is saved and changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shiryokan.alerts.models import Channel, Frequency, SavedSearch
from shiryokan.documents.fetched import fetch_rules
from shiryokan.documents.names import tidy
from shiryokan.fetch import BadUrl, checked_url
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current


class SearchForm(forms.Form):
    """A name, and how its owner wants to be notified."""

    name = forms.CharField(label=_("名前"), max_length=200)
    frequency = forms.ChoiceField(
        label=_("メールとWebhookで知らせる間隔"),
        choices=Frequency.choices,
        initial=Frequency.IMMEDIATE,
        widget=forms.RadioSelect,
    )
    by_email = forms.BooleanField(label=_("メールで知らせる"), required=False)
    email = forms.EmailField(
        label=_("宛先のメールアドレス"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    by_webhook = forms.BooleanField(label=_("Webhookで知らせる"), required=False)
    webhook = forms.CharField(
        label=_("WebhookのURL"),
        max_length=2000,
        required=False,
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not current.config().sends_mail:
            self.fields["by_email"].disabled = self.fields["email"].disabled = True
        # said by the field, so that a screen reader reads it with the field
        self.fields["webhook"].widget.attrs["aria-describedby"] = "webhook-help"

    def clean_name(self) -> str:
        """One line."""
        name = tidy(self.cleaned_data["name"], 200)
        if not name:
            raise forms.ValidationError(_("名前を入れてください。"))
        return name

    def clean_webhook(self) -> str:
        """An address of a form that may be connected to."""
        url: str = self.cleaned_data["webhook"]
        if not url:
            return ""
        try:
            return checked_url(url, fetch_rules())
        except BadUrl as error:
            message = explain("hook_bad_url", {}, gettext).whole
            raise forms.ValidationError(message) from error

    def clean(self) -> dict[str, Any]:
        """A channel that is on has an address."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("by_email") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("宛先のメールアドレスを入れてください。"))
        unnamed = cleaned.get("by_webhook") and not cleaned.get("webhook")
        if unnamed and "webhook" not in self.errors:
            self.add_error("webhook", _("WebhookのURLを入れてください。"))
        return cleaned


def initial_of(search: SavedSearch) -> dict[str, Any]:
    """What the form shows of a search that is saved."""
    shown: dict[str, Any] = {"name": search.name, "frequency": search.frequency}
    for channel in search.channels.all():
        shown[f"by_{channel.kind}"] = channel.on
        shown["email" if channel.kind == Channel.Kind.EMAIL else "webhook"] = channel.address
    return shown
