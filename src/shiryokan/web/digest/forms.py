"""The forms of the digest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shiryokan.digest.models import Frequency, Subscriber
from shiryokan.instance import current


class RhythmForm(forms.Form):
    """How often the digest comes, and at what hour."""

    frequency = forms.ChoiceField(
        label=_("届ける間隔"), choices=Frequency.choices, widget=forms.RadioSelect
    )
    hour = forms.TypedChoiceField(
        label=_("届ける時刻"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = _("資料館の時刻（%(hour)s時）") % {"hour": current.config().alerts_hour}
        self.fields["hour"].choices = [  # type: ignore[attr-defined]
            ("", usual),
            *((hour, _("%(hour)s時") % {"hour": hour}) for hour in range(24)),
        ]


def rhythm_form(subscriber: Subscriber | None) -> RhythmForm:
    """The form as it stands for a subscriber."""
    frequency = subscriber.frequency if subscriber else Frequency.DAILY
    hour = subscriber.hour if subscriber else None
    return RhythmForm(initial={"frequency": frequency, "hour": "" if hour is None else hour})


class AddressForm(forms.Form):
    """The address of whoever has no account."""

    email = forms.EmailField(
        label=_("メールアドレス"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
