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
        from django.db.models.signals import post_delete, post_save  # noqa: PLC0415

        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.quotes import judging, rights  # noqa: PLC0415
        from shiryokan.quotes.following import OwnQuotes  # noqa: PLC0415
        from shiryokan.records.models import Link  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        rights.watch()
        document_indexed.connect(judging.document_changed)
        documents.document_restored.connect(judging.document_changed)
        documents.document_removed.connect(judging.document_removed)
        post_save.connect(judging.link_changed, sender=Link)
        post_delete.connect(judging.link_changed, sender=Link)
        register(OwnQuotes())
