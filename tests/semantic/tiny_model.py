"""A model in a folder, small enough to be written by hand: a text is the mean of its characters,
each with numbers of its own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

DIMENSIONS = 16
_CHARACTERS = "端末画面施錠水道料金検索文書クエリ章 :queryassage"
_FLOAT, _INT64 = 1, 7


def write_model(folder: Path, *, where: str = "model.onnx") -> Path:
    """The folder, with a model and its tokenizer in it."""
    words = ["[PAD]", "[UNK]", *dict.fromkeys(_CHARACTERS)]
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    (folder / where).parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.random.default_rng(5).normal(size=(len(words), DIMENSIONS)).astype(np.float32)
    (folder / where).write_bytes(_gathering(table))
    return folder


def say(folder: Path, name: str, **said: object) -> None:
    """Write a file of JSON into the model's folder."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(said), "utf-8")


def _gathering(table: np.ndarray) -> bytes:
    """An ONNX file whose one step looks each token up in ``table``."""
    node = _field(1, b"table") + _field(1, b"input_ids") + _field(2, b"last_hidden_state")
    node += _field(4, b"Gather")
    tensor = b"".join(_number(1, size) for size in table.shape) + _number(2, _FLOAT)
    tensor += _field(8, b"table") + _field(9, table.tobytes())
    graph = _field(1, node) + _field(2, b"tiny") + _field(5, tensor)
    graph += _field(11, _value(b"input_ids", _INT64, b"batch", b"length"))
    graph += _field(12, _value(b"last_hidden_state", _FLOAT, b"batch", b"length", b"size"))
    opset = _field(1, b"") + _number(2, 13)
    return _number(1, 8) + _field(7, graph) + _field(8, opset)


def _value(name: bytes, kind: int, *dimensions: bytes) -> bytes:
    shape = b"".join(_field(1, _field(2, each)) for each in dimensions)
    return _field(1, name) + _field(2, _field(1, _number(1, kind) + _field(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])
