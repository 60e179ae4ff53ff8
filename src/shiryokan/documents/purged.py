"""Whether a document was here once: its address says so, rather than that it never was."""

from __future__ import annotations

from shiryokan.access.scope import current_scope
from shiryokan.audit.models import AuditEntry
from shiryokan.documents import audit_kinds
from shiryokan.documents.bin import binned
from shiryokan.documents.models import Document


def document_is_gone(document_id: str) -> bool:
    """Whether a document that whoever asks could see is in the bin, or was purged.

    Of a purged one only what anyone could see is told: who could see the others is not kept.
    """
    if not document_id:
        return False
    if Document.everything.filter(pk=document_id).exists():
        # it may have been purged once and be here again, for few
        return binned().filter(pk=document_id).exists()
    now = current_scope()
    if not (now.everything or now.uncollected):
        return False
    purges = AuditEntry.objects.filter(kind=audit_kinds.PURGED, about=f"document:{document_id}")
    purged = purges.first()
    return purged is not None and bool(purged.details.get("uncollected"))
