"""What becomes of records, told to the rooms above."""

from django.dispatch import Signal

records_changed = Signal()
"""The records of a document have changed otherwise than by its being read: a correction, a newer
grammar. Sent with ``document_id``, in the transaction of the change."""
records_vanishing = Signal()
"""Keys of a document's records are no more after it was read anew. Sent with ``extraction``, the
``rows`` that go, which are still there, and all ``records`` that come in their place, in the
transaction of the change."""
