"""Cursors: where a reader of a list stands, as a text that only this instance can write.

A cursor names the last thing read, not how many were: what is added meanwhile moves nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

from shiryokan.api.problems import Problem

_SALT = "shiryokan.api.cursor"
M = TypeVar("M", bound=Model)


def seal(name: str, parameters: Mapping[str, Any], place: Sequence[Any]) -> str:
    """A cursor for the list ``name`` as ``parameters`` ask for it, after ``place``."""
    # without the time of day: the same answer must be the same bytes, for its ETag
    return _signer().sign_object([name, _fingerprint(parameters), *place])


def unseal(name: str, parameters: Mapping[str, Any], cursor: str) -> list[Any] | None:
    """The place that a cursor names; None without one. Raises :class:`Problem`."""
    if not cursor:
        return None
    try:
        read_name, fingerprint, *place = _signer().unsign_object(cursor)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Problem("bad_cursor", 400) from error
    if (read_name, fingerprint) != (name, _fingerprint(parameters)):
        raise Problem("other_cursor", 400)
    return list(place)


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


def _fingerprint(parameters: Mapping[str, Any]) -> str:
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def after(rows: QuerySet[M], order: Sequence[str], place: Sequence[Any] | None) -> QuerySet[M]:
    """``rows`` in ``order``, those after ``place``, which has a value for each part of the order.

    Parts are names with a minus for the other way round, as Django has them; none may be null, and
    together they are unique.
    """
    ordered = rows.order_by(*order)
    if place is None:
        return ordered
    beyond, same = Q(), Q()
    for part, value in zip(order, place, strict=True):
        name = part.removeprefix("-")
        comparison = "lt" if part.startswith("-") else "gt"
        beyond |= same & Q(**{f"{name}__{comparison}": value})
        same &= Q(**{name: value})
    return ordered.filter(beyond)
