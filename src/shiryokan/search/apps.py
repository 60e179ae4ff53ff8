"""The search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Full-text search; joins the way of a document after its pages are read."""

    name = "shiryokan.search"
    label = "search"

    def ready(self) -> None:
        """Have every document that was read put into the index."""
        from shiryokan.jobs import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.search import synonym_changes  # noqa: PLC0415
        from shiryokan.search.indexing import (  # noqa: PLC0415
            queue_indexing,
            queue_reindexing,
            queue_removal,
        )

        pipeline.after_reading(queue_indexing)
        pipeline.after_records(queue_reindexing)
        pipeline.after_removal(queue_removal)
        synonym_changes.watch()
