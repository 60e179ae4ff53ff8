"""Forms of people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from shiryokan.access.rules import Role


class SignInForm(LoginForm):  # type: ignore[misc]
    """The form at the door: one name for a field, above it, where it stays while one types."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["login"].label = _("メールアドレスかユーザー名")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class WelcomeForm(forms.Form):
    """Whoever follows a one-time link says who they are."""

    email = forms.EmailField(
        label=_("メールアドレス"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("パスワード"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("8文字以上。ほかで使っていない、推測しにくいものにしてください。"),
    )

    def __init__(self, *args: Any, user: User | None, **named: Any) -> None:
        super().__init__(*args, **named)
        self._user = user
        if user is not None:
            del self.fields["email"]

    def clean_email(self) -> str:
        """One address is one account."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("このメールアドレスのアカウントがすでにあります。"))
        return email

    def clean(self) -> dict[str, Any]:
        """A password that is hard to guess."""
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            try:
                validate_password(password, self._user or User(email=cleaned.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(label=_("メールアドレス"), required=False)
    role = forms.ChoiceField(label=_("役割"), choices=[(r.value, r.label) for r in Role])
    groups = forms.ModelMultipleChoiceField(
        Group.objects.all(),
        label=_("グループ"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )


class PersonForm(forms.Form):
    """What an administrator may change of somebody."""

    role = forms.ChoiceField(label=_("役割"), choices=[(r.value, r.label) for r in Role])
    groups = forms.ModelMultipleChoiceField(
        Group.objects.all(),
        label=_("グループ"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    active = forms.BooleanField(label=_("使える"), required=False)


class EraseForm(forms.Form):
    """Whoever erases an account, and has just said again who they are, says so twice."""

    sure = forms.BooleanField(label=_("元に戻せないことが分かりました"))
