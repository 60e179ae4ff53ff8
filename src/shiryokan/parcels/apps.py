"""Parcels as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParcelsConfig(AppConfig):
    """Parcels; joins the way of a document when it is in the index."""

    name = "shiryokan.parcels"
    label = "parcels"
    verbose_name = _("荷物")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have documents of parcels placed in the versions that they came with."""
        from shiryokan.parcels import documents  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        document_indexed.connect(documents.place)
