"""Quotes as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    """Quotes and their standing."""

    name = "shiryokan.quotes"
    label = "quotes"
    verbose_name = _("引用箇所")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have quotes judged anew when documents come, change or go, when editors say which records
        are the same, and when their owners may see more, or less."""
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.quotes import holders, judging, rights  # noqa: PLC0415
        from shiryokan.quotes.following import OwnQuotes  # noqa: PLC0415
        from shiryokan.quotes.own_quotes import OwnQuoteHolder  # noqa: PLC0415

        rights.watch()
        judging.WATCHED.watch()
        documents.document_removed.connect(judging.document_removed)
        register(OwnQuotes())
        holders.register(OwnQuoteHolder())
