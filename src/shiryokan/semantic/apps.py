"""The room as a Django app."""

from django.apps import AppConfig


class SemanticConfig(AppConfig):
    """Meaning; joins the way of a document after it is in the index."""

    name = "shiryokan.semantic"
    label = "semantic"

    def ready(self) -> None:
        """Have the vectors of every document computed, if a model is set."""
        from shiryokan.jobs import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.semantic import jobs  # noqa: PLC0415

        pipeline.after_indexing(jobs.queue_embedding)
        pipeline.after_removal(jobs.queue_forgetting)
        pipeline.now_and_then(jobs.look_once_for_missing)
