"""What becomes of assignments, told within the transaction that makes it true."""

from django.dispatch import Signal

assigned = Signal()
"""A course was assigned (``assignment``)."""
