"""Checklists as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChecklistsConfig(AppConfig):
    """Checklists; joins the way of a document after it is in the index."""

    name = "shiryokan.checklists"
    label = "checklists"
    verbose_name = _("点検表")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have quotes judged anew, and words of purged documents forgotten."""
        from shiryokan.checklists import judging, purge  # noqa: PLC0415
        from shiryokan.checklists.quoting import ChecklistQuoteHolder  # noqa: PLC0415
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.quotes.holders import register  # noqa: PLC0415

        judging.WATCHED.watch()
        documents.document_removed.connect(purge.document_removed)
        register(ChecklistQuoteHolder())
