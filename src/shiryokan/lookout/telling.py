"""A find in plain values, for programs."""

from __future__ import annotations

from typing import Any

from shiryokan.lookout.models import Find


def find_as_data(find: Find) -> dict[str, Any]:
    """What a find says. ``meeting`` is the number, None where there is none; dates are ISO 8601."""
    return {
        "id": find.pk,
        "type": find.kind,
        "council": find.council,
        "meeting": find.number or None,
        "meeting_text": find.meeting,
        "date": find.date.isoformat() if find.date else None,
        "label": find.label,
        "title": find.title,
        "url": find.url,
        "old_url": find.old_url,
        "old_title": find.old_title,
        "old_date": find.old_date.isoformat() if find.old_date else None,
        "sha256": find.sha256,
        "old_sha256": find.old_sha256,
        "content_changed": bool(find.old_sha256) and find.old_sha256 != find.sha256,
        "document": find.document_id,
        "old_document": find.old_document_id,
        "page": find.page_url,
        "found_at": find.found_at.isoformat(),
        "searchable_at": find.searchable_at.isoformat() if find.searchable_at else None,
    }
