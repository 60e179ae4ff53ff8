"""Learning as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Courses; joins the way of a document after it is in the index."""

    name = "shiryokan.learning"
    label = "learning"
    verbose_name = _("まなぶ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have quotes judged anew, and words of purged documents forgotten."""
        from django.db.models.signals import post_delete, post_save  # noqa: PLC0415

        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.learning import judging, mailing, purge  # noqa: PLC0415
        from shiryokan.learning.signals import assigned  # noqa: PLC0415
        from shiryokan.records.models import Link  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        assigned.connect(mailing.course_assigned)
        tick.connect(mailing.look_at_the_clock)
        document_indexed.connect(judging.document_changed)
        documents.document_restored.connect(judging.document_changed)
        documents.document_removed.connect(purge.document_removed)
        post_save.connect(judging.link_changed, sender=Link)
        post_delete.connect(judging.link_changed, sender=Link)
