"""Why something could not be kept safe.

::

    MaintenanceError
    ├── BackupError    a backup, or a snapshot, is not as it should be
    ├── RestoreError   an instance cannot be restored there, or from that
    └── TransferError  the rows cannot be moved to that database

Each has a ``code``, by which it is explained, and plain ``details``.
"""

from __future__ import annotations


class MaintenanceError(Exception):
    """Something could not be kept safe."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(f"{code}: {details}")
        self.code = code
        self.details = details


class BackupError(MaintenanceError):
    """A backup, or a snapshot, is not as it should be."""


class RestoreError(MaintenanceError):
    """An instance cannot be restored there, or from that."""


class TransferError(MaintenanceError):
    """The rows cannot be moved to that database."""
