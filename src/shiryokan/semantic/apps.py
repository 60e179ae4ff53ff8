"""The semantic search as a Django app."""

from django.apps import AppConfig


class SemanticConfig(AppConfig):
    """Semantic search; joins the way of a document after it is in the index."""

    name = "shiryokan.semantic"
    label = "semantic"

    def ready(self) -> None:
        """Have the vectors of every document computed, if a model is set."""
        from shiryokan.documents.signals import document_removed  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415
        from shiryokan.semantic import jobs  # noqa: PLC0415  models must be ready first

        document_indexed.connect(jobs.queue_embedding)
        document_removed.connect(jobs.queue_forgetting)
        tick.connect(jobs.look_once_for_missing)
