"""How far the vectors are."""

from __future__ import annotations

from typing import Any

import msgspec

from shiryokan.documents.models import Document
from shiryokan.semantic.availability import side, vectors_folder
from shiryokan.semantic.errors import NoModel
from shiryokan.semantic.jobs import missing


class State(msgspec.Struct, frozen=True):
    """The model, and how many of the documents that can be found have vectors. ``model`` is empty
    where the semantic search is off; ``problem`` says why the model cannot be used; ``size`` is in
    bytes."""

    model: str = ""
    problem: str = ""
    documents: int = 0
    searchable: int = 0
    size: int = 0
    unused: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "model": self.model,
            "problem": self.problem,
            "documents": self.documents,
            "searchable_documents": self.searchable,
            "bytes": self.size,
            "unused_folders": list(self.unused),
        }


def state() -> State:
    """How far the vectors of this instance are."""
    try:
        opened = side()
    except NoModel as error:
        return State(problem=str(error))
    if opened is None:
        return State()
    model, store = opened
    searchable = Document.objects.filter(state=Document.State.INDEXED, page_count__gt=0).count()
    own = store.files.folder
    folders = vectors_folder()
    others = [each.name for each in folders.iterdir()] if folders.is_dir() else []
    return State(
        model=model.name,
        documents=searchable - len(missing()),
        searchable=searchable,
        size=store.files.size(),
        unused=tuple(sorted(name for name in others if name != own.name)),
    )
