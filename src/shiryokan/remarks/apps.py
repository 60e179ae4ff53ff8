"""Remarks as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemarksConfig(AppConfig):
    """Remarks; their quotes are judged by their own room."""

    name = "shiryokan.remarks"
    label = "remarks"
    verbose_name = _("メモ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who works with quotes here."""
        from shiryokan.quotes.holders import register  # noqa: PLC0415
        from shiryokan.remarks.quoting import RemarkQuoteHolder  # noqa: PLC0415

        register(RemarkQuoteHolder())
