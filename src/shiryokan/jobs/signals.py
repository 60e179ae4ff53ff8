"""What the worker tells other rooms."""

from django.dispatch import Signal

tick = Signal()
"""Sent by every worker between jobs, some seconds apart. A receiver looks whether something is
due, quickly, and puts jobs in the queue; several workers may call it at the same time. One that
fails is logged, and called again at the next tick."""
