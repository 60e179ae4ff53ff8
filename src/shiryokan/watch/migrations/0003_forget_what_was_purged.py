"""Searches keep neither title nor words of documents that were purged before this was so."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.models import Exists, OuterRef


def forget(apps: Any, schema_editor: object) -> None:
    """Take them out of the hits of documents that are no more."""
    documents = apps.get_model("library", "Document")._base_manager
    hits = apps.get_model("watch", "SeenHit")._base_manager
    gone = ~Exists(documents.filter(pk=OuterRef("document_id")))
    hits.filter(gone).update(title="", snippet=[])


class Migration(migrations.Migration):
    """Title and words of what is no more."""

    dependencies: ClassVar = [
        ("watch", "0002_what_was_found_before"),
        ("library", "0003_bin"),
    ]
    operations: ClassVar = [migrations.RunPython(forget, migrations.RunPython.noop)]
