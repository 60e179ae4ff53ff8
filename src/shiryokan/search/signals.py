"""What becomes of the index, told to the rooms above. Both are sent with ``document_id``."""

from django.dispatch import Signal

document_indexing = Signal()
"""A document is about to be put into the index, which still holds what it held of it. May be sent
again for the same change."""
document_indexed = Signal()
"""A document with its records can be found, or can be found as it is now. Sent in the transaction
that marks it as such: a receiver puts a job in the queue and does not work itself."""
