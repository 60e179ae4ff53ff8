"""Scans as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScansConfig(AppConfig):
    """Pages that are pictures, and what is known of the lines of all pages."""

    name = "shiryokan.scans"
    label = "scans"
    verbose_name = _("画像の読み取り")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have pictures read of each document that is read, what they gave put into its pages
        again, and forgotten with the document."""
        from shiryokan.documents.amending import amend_with  # noqa: PLC0415
        from shiryokan.documents.guessing import show_drawn_with  # noqa: PLC0415
        from shiryokan.documents.signals import (  # noqa: PLC0415
            document_read,
            document_removed,
            document_restored,
        )
        from shiryokan.scans import drawn, keeping, receivers  # noqa: PLC0415  models are ready now

        amend_with(keeping.amend)
        show_drawn_with(drawn.drawn_lines)
        document_read.connect(receivers.document_read)
        document_restored.connect(receivers.document_read)
        document_removed.connect(receivers.document_removed)
