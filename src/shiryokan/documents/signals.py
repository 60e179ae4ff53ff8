"""What becomes of documents, told to the rooms above. Each signal is sent with ``document_id``, in
the transaction that makes it true: a receiver puts a job in the queue and does not work itself."""

from django.dispatch import Signal

document_read = Signal()
"""All pages of a document have been read, for the first time or anew."""
document_described = Signal()
"""More was said of a document that was read before: a title, an origin."""
document_restored = Signal()
"""A document that was read has come back out of the bin."""
document_removed = Signal()
"""A document was put in the bin, purged or refused."""
