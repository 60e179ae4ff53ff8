"""The wing as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    """Saved searches and alerts; joins the way of a document after it is in the index."""

    name = "shiryokan.watch"
    label = "watch"
    verbose_name = _("お知らせ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every new document asked for what is watched, and digests sent in time."""
        from shiryokan.library import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.watch.changes import document_changes  # noqa: PLC0415
        from shiryokan.watch.checking import document_indexed  # noqa: PLC0415
        from shiryokan.watch.forgetting import document_removed  # noqa: PLC0415
        from shiryokan.watch.timekeeping import look_at_the_clock  # noqa: PLC0415

        pipeline.before_indexing(document_changes)
        pipeline.after_indexing(document_indexed)
        pipeline.after_removal(document_removed)
        pipeline.now_and_then(look_at_the_clock)
