"""The model of this instance and its vectors, opened once in a process."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from shiryokan.instance import current
from shiryokan.semantic.errors import NoModel
from shiryokan.semantic.passages import VERSION

if TYPE_CHECKING:
    from shiryokan.semantic.embedders import Embedder
    from shiryokan.semantic.vectors import VectorStore

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_open: dict[tuple[str, str], tuple[Embedder, VectorStore]] = {}
_failed: dict[tuple[str, str], str] = {}


def side() -> tuple[Embedder, VectorStore] | None:
    """The model and its vectors; None where the semantic search is off.

    Raises :class:`.errors.NoModel`.
    """
    if not is_set():
        return None
    # these load numpy
    from shiryokan.semantic.embedders import embedder_of  # noqa: PLC0415
    from shiryokan.semantic.vectors import VectorStore  # noqa: PLC0415

    setting = current.config().semantic_model
    key = (setting, str(current.config().folder))
    with _lock:
        if key in _failed:
            raise NoModel(_failed[key])
        if key not in _open:
            try:
                model = embedder_of(setting)
            except NoModel as error:
                _failed[key] = str(error)
                _log.error("SHIRYOKAN_SEMANTIC_MODEL=%s: %s", setting, error)
                raise
            if model is None:
                return None
            store = VectorStore(vectors_folder(), f"{model.name}-{VERSION}", model.dimensions)
            _open[key] = model, store
        return _open[key]


def side_for_readers() -> tuple[Embedder, VectorStore] | None:
    """The same; None as well where the model cannot be used: the full text answers alone."""
    try:
        return side()
    except NoModel:
        return None


def is_set() -> bool:
    """Whether a model is set."""
    return current.config().semantic_model not in ("", "off")


def is_on() -> bool:
    """Whether a model is set, and has not been found unusable; it is not loaded for this."""
    return (
        is_set() and (current.config().semantic_model, str(current.config().folder)) not in _failed
    )


def vectors_folder() -> Path:
    """Where the vectors of every model lie."""
    return current.home().vectors


def close() -> None:
    """Let go of what is open, as when settings change."""
    with _lock:
        _open.clear()
        _failed.clear()
