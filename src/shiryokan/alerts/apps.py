"""The wing as a Django app."""

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
        from shiryokan.alerts.check import document_indexed  # noqa: PLC0415
        from shiryokan.alerts.purge import document_removed  # noqa: PLC0415
        from shiryokan.alerts.schedule import look_at_the_clock  # noqa: PLC0415
        from shiryokan.jobs import pipeline  # noqa: PLC0415  models must be ready first

        pipeline.before_indexing(document_changes)
        pipeline.after_indexing(document_indexed)
        pipeline.after_removal(document_removed)
        pipeline.now_and_then(look_at_the_clock)
