"""Deadlines as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """Deadlines; joins the way of a document after it was read."""

    name = "shiryokan.deadlines"
    label = "deadlines"
    verbose_name = _("期限")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have documents read for limits, and those that are kept judged anew."""
        from shiryokan.deadlines import keeping  # noqa: PLC0415
        from shiryokan.deadlines.home import BLOCK  # noqa: PLC0415
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.homes.blocks import register  # noqa: PLC0415

        documents.document_read.connect(keeping.document_read)
        keeping.WATCHED.watch()
        documents.document_removed.connect(keeping.document_removed)
        register(BLOCK)
