"""News as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """Articles; joins the way of a document after it is in the index, and the clock."""

    name = "shiryokan.news"
    label = "news"
    verbose_name = _("ニュース")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what is due published, citations judged anew, and words of purged documents
        forgotten."""
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.homes import blocks  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.news import judging, purge, schedule  # noqa: PLC0415
        from shiryokan.news.following import AllNews, Topics  # noqa: PLC0415
        from shiryokan.news.home import LATEST, WAITING  # noqa: PLC0415
        from shiryokan.news.quoting import ArticleQuoteHolder  # noqa: PLC0415
        from shiryokan.quotes import holders  # noqa: PLC0415

        tick.connect(schedule.look_at_the_clock)
        judging.WATCHED.watch()
        documents.document_removed.connect(purge.document_removed)
        register(AllNews())
        register(Topics())
        holders.register(ArticleQuoteHolder())
        blocks.register(LATEST)
        blocks.register(WAITING)
