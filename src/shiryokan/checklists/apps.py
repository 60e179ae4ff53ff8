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
        """Have quotes judged anew, words of purged documents forgotten, and what is due told."""
        from shiryokan.checklists import judging, purge  # noqa: PLC0415
        from shiryokan.checklists.due import SOURCES  # noqa: PLC0415
        from shiryokan.checklists.home import BLOCK  # noqa: PLC0415
        from shiryokan.checklists.quoting import ChecklistQuoteHolder  # noqa: PLC0415
        from shiryokan.deadlines.sources import register as register_due  # noqa: PLC0415
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.homes.blocks import register as register_block  # noqa: PLC0415
        from shiryokan.quotes.holders import register as register_holder  # noqa: PLC0415

        register_holder(ChecklistQuoteHolder())
        for name, (title, due_dates) in SOURCES.items():
            register_due(name, title, due_dates)
        register_block(BLOCK)
        for watched in judging.WATCHED:
            watched.watch()
        documents.document_removed.connect(purge.document_removed)
