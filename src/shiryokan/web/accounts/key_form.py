"""The form by which a security key is added, in words that say what it is."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key, and whether it alone is enough to come in."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["name"].label = _("鍵の名前")
        alone = self.fields["passwordless"]
        alone.label = _("この鍵だけでログインできるようにする（パスキー）")
        alone.help_text = _("指紋や顔、PINで本人を確かめる鍵だけが、パスキーになります。")
