"""The room as a Django app."""

from django.apps import AppConfig


class MeaningConfig(AppConfig):
    """Meaning; joins the way of a document after it is in the index."""

    name = "shiryokan.meaning"
    label = "meaning"

    def ready(self) -> None:
        """Have the vectors of every document computed, if a model is set."""
        from shiryokan.library import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.meaning import embedding  # noqa: PLC0415

        pipeline.after_indexing(embedding.queue_embedding)
        pipeline.after_removal(embedding.queue_forgetting)
        pipeline.now_and_then(embedding.look_once_for_missing)
