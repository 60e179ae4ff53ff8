"""Alerts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    """Saved searches and alerts; joins the way of a document after it is in the index."""

    name = "shiryokan.alerts"
    label = "alerts"
    verbose_name = _("お知らせ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every new document asked for what is watched, and digests sent in time."""
        from shiryokan.alerts.changes import document_changes  # noqa: PLC0415
        from shiryokan.alerts.check import document_indexed as queue_check  # noqa: PLC0415
        from shiryokan.alerts.following import SavedSearches  # noqa: PLC0415
        from shiryokan.alerts.purge import document_removed as forget_words  # noqa: PLC0415
        from shiryokan.alerts.schedule import look_at_the_clock  # noqa: PLC0415
        from shiryokan.documents.signals import document_removed  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed, document_indexing  # noqa: PLC0415

        document_indexing.connect(document_changes)
        document_indexed.connect(queue_check)
        document_removed.connect(forget_words)
        tick.connect(look_at_the_clock)
        register(SavedSearches())
