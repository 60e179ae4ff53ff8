"""Keeps on record who took many things away at once."""

from __future__ import annotations

from django.http import HttpRequest

from shiryokan.audit import audit_kinds
from shiryokan.audit.record import record


def record_export(request: HttpRequest, what: str, name: str, form: str, rows: int) -> None:
    """An export by somebody who is signed in. What is public and taken by a stranger says nothing
    of anyone, and a page that only reads should not write for whoever passes by."""
    if request.user.is_authenticated and request.method == "GET":
        record(audit_kinds.EXPORTED, f"export:{what}", name, form=form, rows=rows)
