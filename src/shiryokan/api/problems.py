"""What goes wrong, told after RFC 9457 in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from shiryokan.api.addresses import Addresses
from shiryokan.api.messages import OTHER_VALUE, TITLES, VALUE_PROBLEMS
from shiryokan.i18n.explanations import explain
from shiryokan.search.lexer import BadQuery

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818
    """A request cannot be answered: a stable code, the HTTP status, and details for the words."""

    def __init__(
        self,
        code: str,
        status: int,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        **details: object,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = dict(headers or {})
        self.errors = list(errors)
        self.details = details


def explanation_of(problem: Problem, addresses: Addresses) -> tuple[str, str]:
    """What is wrong, and what to do."""
    places = {
        "reference": addresses.to("api:reference"),
        "tokens": addresses.to("api:tokens"),
        **problem.details,
    }
    return explain(problem.code, places, gettext)


def response_of(problem: Problem, request: HttpRequest) -> HttpResponse:
    """The answer that tells a problem."""
    addresses = Addresses.of(request)
    what, do = explanation_of(problem, addresses)
    data: dict[str, Any] = {
        "type": f"{addresses.to('api:reference')}#problem-{problem.code}",
        "title": gettext(TITLES[problem.status]),
        "status": problem.status,
        "detail": what,
        "do": do,
    }
    if problem.errors:
        data["errors"] = problem.errors
    body = json.dumps(data, ensure_ascii=False)
    return HttpResponse(
        body, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers
    )


def of_query(problem: BadQuery) -> Problem:
    """The problem with a query that cannot be understood; its position counts from 1."""
    return Problem(problem.code, 400, position=problem.position + 1)


def of_values(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem with values that a validator refused."""
    listed = [{"name": _name(error), "detail": _why(error)} for error in errors]
    return Problem("bad_value", 422, errors=listed, name=listed[0]["name"], why=listed[0]["detail"])


def _name(error: Mapping[str, Any]) -> str:
    """The parameter's name: what stands before it in the place is where it was, and how we call
    the group it is in."""
    named = [str(part) for part in error.get("loc", ()) if not isinstance(part, int)]
    return named[-1] if named else ""


def _why(error: Mapping[str, Any]) -> str:
    code = str(error.get("type", ""))
    for beginning, words in VALUE_PROBLEMS.items():
        if code.startswith(beginning):
            return gettext(words) % {name: str(v) for name, v in error.get("ctx", {}).items()}
    return gettext(OTHER_VALUE)
