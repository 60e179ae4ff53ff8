"""The description of the interface, prepared for the page that shows it."""

from __future__ import annotations

from typing import Any

import msgspec

Data = dict[str, Any]


class Kind(msgspec.Struct, frozen=True):
    """What a value is: a word, and the shape it names, if it names one."""

    word: str
    shape: str = ""
    many: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A parameter, or a field of a shape."""

    name: str
    kind: Kind
    about: str
    required: bool
    where: str = ""
    allowed: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What may come back."""

    status: str
    about: str
    kind: Kind | None


class Operation(msgspec.Struct, frozen=True):
    """One address of the interface."""

    name: str
    path: str
    summary: str
    about: str
    entries: list[Entry]
    outcomes: list[Outcome]


class Group(msgspec.Struct, frozen=True):
    """Operations about one thing."""

    name: str
    about: str
    operations: list[Operation]


class Shape(msgspec.Struct, frozen=True):
    """A structure of the answers."""

    name: str
    about: str
    entries: list[Entry]


def operations(document: Data) -> list[Group]:
    """The operations by their tags, in the document's order."""
    groups = []
    for tag in document["tags"]:
        found = [
            _operation(path, methods["get"])
            for path, methods in document["paths"].items()
            if tag["name"] in methods["get"]["tags"]
        ]
        groups.append(Group(tag["name"], tag["description"], found))
    return groups


def shapes(document: Data) -> list[Shape]:
    """The structures, by name."""
    return [
        Shape(
            name,
            schema.get("description", ""),
            [
                _entry(field, details, field in schema.get("required", ()))
                for field, details in schema.get("properties", {}).items()
            ],
        )
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def _operation(path: str, operation: Data) -> Operation:
    return Operation(
        name=operation["operationId"],
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        entries=[
            _entry(
                each["name"],
                each["schema"] | {"description": each.get("description", "")},
                each["required"],
                each["in"],
            )
            for each in operation["parameters"]
        ],
        outcomes=[
            Outcome(status, response["description"], _answer(response))
            for status, response in operation["responses"].items()
        ],
    )


def _answer(response: Data) -> Kind | None:
    for media_type, content in response.get("content", {}).items():
        kind = _kind(content["schema"])
        return kind if kind.shape else Kind(media_type)
    return None


def _entry(name: str, schema: Data, required: bool, where: str = "") -> Entry:
    return Entry(
        name, _kind(schema), schema.get("description", ""), required, where, _allowed(schema)
    )


def _kind(schema: Data) -> Kind:
    if reference := schema.get("$ref", ""):
        name = reference.rsplit("/", 1)[-1]
        return Kind(name, name)
    for several in ("anyOf", "allOf", "oneOf"):
        parts = [_kind(part) for part in schema.get(several, ())]
        if parts:
            shape = next((part.shape for part in parts if part.shape), "")
            return Kind(" | ".join(part.word for part in parts), shape)
    if schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        inner = _kind(schema["items"])
        return Kind(inner.word, inner.shape, many=True)
    kind = schema.get("format") or schema.get("type") or "any"
    return Kind("string" if "enum" in schema and kind == "string" else str(kind))


def _allowed(schema: Data) -> str:
    """What a value must keep to, in a few signs."""
    limits = []
    if "enum" in schema:
        limits.append(" | ".join(str(value) or '""' for value in schema["enum"]))
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None or high is not None:
        limits.append(f"{'' if low is None else low}–{'' if high is None else high}")
    if "pattern" in schema:
        limits.append(schema["pattern"])
    if schema.get("default") not in (None, ""):
        default = schema["default"]
        limits.append(f"= {str(default).lower() if isinstance(default, bool) else default}")
    return ", ".join(limits)
