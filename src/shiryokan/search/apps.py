"""The search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Full-text search; joins the way of a document after its pages are read."""

    name = "shiryokan.search"
    label = "search"

    def ready(self) -> None:
        """Have every document that was read put into the index, and the dictionary read once for
        all processes of the instance."""
        from shiryokan.documents.signals import (  # noqa: PLC0415
            document_described,
            document_read,
            document_removed,
            document_restored,
        )
        from shiryokan.instance import current  # noqa: PLC0415
        from shiryokan.japanese import vocabulary  # noqa: PLC0415
        from shiryokan.records.signals import records_changed  # noqa: PLC0415
        from shiryokan.search import indexing, synonym_changes  # noqa: PLC0415  models are ready now

        vocabulary.keep_at(current.home().cache / "spellings.msgpack")
        document_read.connect(indexing.document_read)
        document_described.connect(indexing.document_changed)
        document_restored.connect(indexing.document_changed)
        records_changed.connect(indexing.document_changed)
        document_removed.connect(indexing.document_removed)
        synonym_changes.watch()
