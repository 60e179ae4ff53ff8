"""Subjects as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubjectsConfig(AppConfig):
    """Addresses of subjects, kept when their records go."""

    name = "shiryokan.subjects"
    label = "subjects"
    verbose_name = _("主題")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep addresses when documents go and when records get other keys; have subjects
        followed."""
        from shiryokan.documents.signals import document_removed  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.records.signals import records_vanishing  # noqa: PLC0415
        from shiryokan.subjects import keeping  # noqa: PLC0415
        from shiryokan.subjects.following import Subjects  # noqa: PLC0415

        document_removed.connect(keeping.document_removed)
        records_vanishing.connect(keeping.records_vanishing)
        register(Subjects())
