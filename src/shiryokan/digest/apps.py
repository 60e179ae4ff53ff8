"""The digest as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestConfig(AppConfig):
    """Follows and digests, sent by the clock."""

    name = "shiryokan.digest"
    label = "digest"
    verbose_name = _("便り")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Note the order in which documents come, and have digests made in time."""
        from shiryokan.digest.home import BLOCK  # noqa: PLC0415
        from shiryokan.digest.schedule import look_at_the_clock  # noqa: PLC0415
        from shiryokan.following.arrivals import document_indexed as note_arrival  # noqa: PLC0415
        from shiryokan.homes.blocks import register  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        document_indexed.connect(note_arrival)
        tick.connect(look_at_the_clock)
        register(BLOCK)
