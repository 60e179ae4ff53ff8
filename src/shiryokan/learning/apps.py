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
        from shiryokan.deadlines.sources import register as register_due  # noqa: PLC0415
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.homes import blocks  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.learning import home, judging, mailing, purge, statements  # noqa: PLC0415
        from shiryokan.learning.due import COURSES, due_dates  # noqa: PLC0415
        from shiryokan.learning.quoting import CourseQuoteHolder  # noqa: PLC0415
        from shiryokan.learning.signals import assigned  # noqa: PLC0415
        from shiryokan.quotes.holders import register  # noqa: PLC0415

        assigned.connect(mailing.course_assigned)
        tick.connect(mailing.look_at_the_clock)
        statements.watch()
        tick.connect(statements.look_at_the_clock)
        judging.WATCHED.watch()
        documents.document_removed.connect(purge.document_removed)
        register(CourseQuoteHolder())
        register_due("courses", COURSES, due_dates)
        blocks.register(home.COURSES)
        blocks.register(home.REVIEW)
