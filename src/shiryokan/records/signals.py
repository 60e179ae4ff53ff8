"""What becomes of records, told to the rooms above."""

from django.dispatch import Signal

records_changed = Signal()
"""The records of a document have changed otherwise than by its being read: a correction, a newer
grammar. Sent with ``document_id``, in the transaction of the change."""
