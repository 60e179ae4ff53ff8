"""A model in a folder: ONNX and a tokenizer, as sentence-transformers keeps them.

::

    model.onnx or onnx/model.onnx
    tokenizer.json
    1_Pooling/config.json               how tokens become one vector; the mean without it
    config_sentence_transformers.json   what stands before queries and documents, if it says so
    config.json                         where the model comes from
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from shiryokan.semantic.embedders import E5_ALIKE, Vectors, cleaned
from shiryokan.semantic.errors import NoModel

_MOST_TOKENS = 512
_FAMILIES = {
    # intfloat/multilingual-e5-small: "each input text should start with query: or passage:"
    "e5": ("query: ", "passage: "),
    # cl-nagoya/ruri-v3-310m, "1+3 prefix scheme"
    "ruri-v3": ("検索クエリ: ", "検索文書: "),
}
"""What the model cards want before a query and a document, by a part of the model's name."""


class OnnxFolder:
    """The model in ``folder``. Raises :class:`.errors.NoModel`."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime  # noqa: PLC0415
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError as error:
            raise NoModel("pip install 'shiryokan[onnx]'") from error
        model = _file(folder, "model.onnx", "onnx/model.onnx")
        tokenizer = _file(folder, "tokenizer.json")
        self._first_only = _pools_first(folder)
        family_name = _family(folder)
        self._before = _prompts(folder) or _FAMILIES.get(family_name, ("", ""))
        self.alike = E5_ALIKE if family_name == "e5" else 0.0
        try:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
            self._tokenizer.enable_truncation(_MOST_TOKENS)
            if self._tokenizer.padding is None:
                self._tokenizer.enable_padding()
            self._inputs = {given.name for given in self._session.get_inputs()}
            self._output = _output(self._session.get_outputs())
            self.dimensions = int(self._run(["x"]).shape[1])
        except Exception as error:  # both libraries raise what they like
            raise NoModel(f"{folder}: {error}") from error
        self.name = f"{folder.name}-{_digest(model, tokenizer, *self._before)}"

    def passages(self, texts: list[str]) -> Vectors:
        """A row for each text."""
        return self._run([self._before[1] + cleaned(text) for text in texts])

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        row: Vectors = self._run([self._before[0] + cleaned(text)])[0]
        return row

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([each.ids for each in encoded], np.int64)
        mask = np.array([each.attention_mask for each in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        made = self._session.run(
            [self._output], {k: v for k, v in given.items() if k in self._inputs}
        )[0]
        return _of_length_one(self._pooled(made.astype(np.float32), mask))

    def _pooled(self, made: Any, mask: Any) -> Vectors:
        if made.ndim == 2:
            whole: Vectors = made
            return whole
        if self._first_only:
            first: Vectors = made[:, 0]
            return first
        weights = mask[:, :, None].astype(np.float32)
        mean: Vectors = (made * weights).sum(1) / np.maximum(weights.sum(1), 1)
        return mean


def _of_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32, copy=False)
    return made


def _file(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise NoModel(f"{folder / names[0]}: no such file")


def _output(outputs: list[Any]) -> str:
    """The name of the output that has a vector for each token, or else one for each text."""
    of_tokens = [each.name for each in outputs if len(each.shape) == 3]
    return str(of_tokens[0] if of_tokens else outputs[0].name)


def _json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _pools_first(folder: Path) -> bool:
    """Whether the first token's vector is the text's, and not the mean of all."""
    modes = _json(folder / "1_Pooling" / "config.json")
    on = {name for name, value in modes.items() if name.startswith("pooling_mode_") and value}
    if not on or on == {"pooling_mode_mean_tokens"}:
        return False
    if on == {"pooling_mode_cls_token"}:
        return True
    raise NoModel(f"{folder / '1_Pooling/config.json'}: only mean and cls, not {sorted(on)}")


def _prompts(folder: Path) -> tuple[str, str] | None:
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts")
    if not isinstance(prompts, dict):
        return None
    query, document = prompts.get("query"), prompts.get("document", prompts.get("passage"))
    if isinstance(query, str) and isinstance(document, str) and (query or document):
        return query, document
    return None


def _family(folder: Path) -> str:
    names = f"{folder.name} {_json(folder / 'config.json').get('_name_or_path', '')}".lower()
    return next((family for family in _FAMILIES if family in names), "")


def _digest(model: Path, tokenizer: Path, *before: str) -> str:
    made = hashlib.sha256("\n".join(before).encode())
    for path in (model, tokenizer):
        with path.open("rb") as file:
            made.update(hashlib.file_digest(file, "sha256").digest())
    return made.hexdigest()[:12]
