"""Cuts an ONNX file in two, so that what comes behind a place is computed only where it is needed.

The file is taken apart as what it is, a message of protocol buffers (the fields are those of
``onnx.proto3``): the package ``onnx`` would bring much more than the few fields that are moved.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
"""How a field is written."""
_GRAPH = 7
"""Field of a model."""
_NODE, _INITIALIZER, _INPUT, _OUTPUT, _VALUE_INFO = 1, 5, 11, 12, 13
"""Fields of a graph."""
_TAKES, _GIVES = 1, 2
"""Fields of a node: names of what goes in and comes out."""
_DIMENSIONS, _NAME_OF_TENSOR, _RAW = 1, 8, 9
"""Fields of a tensor."""
_FLOATS = b"\x12\x04\x0a\x02\x08\x01"
"""A type: tensors of 32-bit floats of any shape (ValueInfoProto.type, tensor_type, elem_type 1)."""
Field = tuple[int, "memoryview | int", memoryview]
"""Its number, what it holds, and all of it as it is written."""


def split(model: bytes, at: str) -> tuple[bytes, bytes]:
    """Two models of which the second takes what the first gives: the tensor ``at``.

    Raises :class:`ValueError` where the model has no such tensor between its nodes.
    """
    graph = _held(model, _GRAPH)
    nodes = [field for field in _fields(graph) if field[0] == _NODE]
    gives = [_names(field, _GIVES) for field in nodes]
    cut = next((i + 1 for i, names in enumerate(gives) if at in names), 0)
    if not 0 < cut < len(nodes):
        raise ValueError(at)
    place = _written(1, at.encode()) + _FLOATS
    others = [field for field in _fields(graph) if field[0] not in (_NODE, _VALUE_INFO)]
    parts = []
    for own, replaced in ((nodes[:cut], _OUTPUT), (nodes[cut:], _INPUT)):
        used = {name for node in own for name in _names(node, _TAKES)}
        kept = [
            field[2]
            for field in others
            if field[0] != replaced and (field[0] != _INITIALIZER or _name_of(field[1]) in used)
        ]
        graph_bytes = b"".join((*(node[2] for node in own), *kept, _written(replaced, place)))
        rest = b"".join(field[2] for field in _fields(memoryview(model)) if field[0] != _GRAPH)
        parts.append(rest + _written(_GRAPH, graph_bytes))
    return parts[0], parts[1]


def tensor(model: bytes, name: str) -> npt.NDArray[np.float32]:
    """A tensor of 32-bit floats that the model holds; raises :class:`ValueError` without it."""
    for number, held, _ in _fields(_held(model, _GRAPH)):
        if number == _INITIALIZER and _name_of(held) == name and isinstance(held, memoryview):
            fields = list(_fields(held))
            shape = [each for field, each, _ in fields if field == _DIMENSIONS]
            raw = next(each for field, each, _ in fields if field == _RAW)
            if all(isinstance(each, int) for each in shape) and isinstance(raw, memoryview):
                return np.frombuffer(raw, "<f4").reshape([int(each) for each in shape])
    raise ValueError(name)


def _held(message: bytes, wanted: int) -> memoryview:
    for number, held, _ in _fields(memoryview(message)):
        if number == wanted and isinstance(held, memoryview):
            return held
    raise ValueError(wanted)


def _names(node: Field, wanted: int) -> list[str]:
    if not isinstance(node[1], memoryview):
        return []
    return [
        bytes(held).decode()
        for number, held, _ in _fields(node[1])
        if number == wanted and isinstance(held, memoryview)
    ]


def _name_of(held: memoryview | int) -> str:
    if isinstance(held, memoryview):
        for number, name, _ in _fields(held):
            if number == _NAME_OF_TENSOR and isinstance(name, memoryview):
                return bytes(name).decode()
    return ""


def _fields(message: memoryview) -> Iterator[Field]:
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        held: memoryview | int
        if key & 7 == _VARINT:
            held, at = _varint(message, at)
        else:
            size, at = _size(message, at, key & 7)
            held = message[at : at + size]
            at += size
        yield key >> 3, held, message[start:at]


def _size(message: memoryview, at: int, way: int) -> tuple[int, int]:
    if way == _BYTES:
        return _varint(message, at)
    return {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}[way], at


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _written(number: int, content: bytes) -> bytes:
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(content)) + content


def _as_varint(value: int) -> bytes:
    result = bytearray()
    while value > 127:
        result.append(value & 127 | 128)
        value >>= 7
    result.append(value)
    return bytes(result)
