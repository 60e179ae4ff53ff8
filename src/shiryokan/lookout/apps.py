"""The lookout as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookoutConfig(AppConfig):
    """Watched pages, visited by the clock."""

    name = "shiryokan.lookout"
    label = "lookout"
    verbose_name = _("見張り")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have due addresses looked at, and what is found told when it can be searched."""
        from shiryokan.documents.signals import document_removed  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.homes.blocks import register as register_block  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.lookout.arriving import document_indexed as arrived  # noqa: PLC0415
        from shiryokan.lookout.following import Councils, Publishers  # noqa: PLC0415
        from shiryokan.lookout.home import BLOCK  # noqa: PLC0415
        from shiryokan.lookout.purge import document_removed as forget_words  # noqa: PLC0415
        from shiryokan.lookout.schedule import look_at_the_clock  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        tick.connect(look_at_the_clock)
        document_indexed.connect(arrived)
        document_removed.connect(forget_words)
        register(Councils())
        register(Publishers())
        register_block(BLOCK)
