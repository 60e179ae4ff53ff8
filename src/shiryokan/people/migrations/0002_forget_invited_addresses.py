"""An address is kept in an invitation as long as that waits, and no longer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations


def forget(apps: Any, schema_editor: object) -> None:
    """Take the address out of invitations that were used."""
    invitations = apps.get_model("people", "Invitation")
    invitations.objects.exclude(used_at=None).update(email="")


class Migration(migrations.Migration):
    """Addresses of used invitations."""

    dependencies: ClassVar = [("people", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forget, migrations.RunPython.noop)]
