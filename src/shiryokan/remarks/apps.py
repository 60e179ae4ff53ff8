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
        """Tell in homes of remarks whose words changed, and say who works with quotes here."""
        from shiryokan.homes import blocks  # noqa: PLC0415
        from shiryokan.quotes import holders  # noqa: PLC0415
        from shiryokan.remarks.home import BLOCK  # noqa: PLC0415
        from shiryokan.remarks.quoting import RemarkQuoteHolder  # noqa: PLC0415

        blocks.register(BLOCK)
        holders.register(RemarkQuoteHolder())
