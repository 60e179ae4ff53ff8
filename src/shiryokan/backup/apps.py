"""Backups as a Django app."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Backing up, restoring, moving, checking and repairing an instance; keeps no tables."""

    name = "shiryokan.backup"
    label = "backup"
