"""The description of the interface: as a document for programs, and as a page for people."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from shiryokan.access.policies import free
from shiryokan.access.rules import public
from shiryokan.api.addresses import Addresses
from shiryokan.api.messages import EXPLANATIONS
from shiryokan.api.openapi import described
from shiryokan.api.reference import operations, shapes
from shiryokan.i18n.explanations import Explanation, explained
from shiryokan.instance import current
from shiryokan.search.messages import EXPLANATIONS as SEARCH_EXPLANATIONS


def openapi(request: HttpRequest) -> HttpResponse:
    """The description after OpenAPI."""
    document = _description(request)
    return HttpResponse(
        json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8"
    )


@public
@free
def reference(request: HttpRequest) -> HttpResponse:
    """The page that shows the description, and which problems there are."""
    document = _description(request)
    config = current.config()
    return render(
        request,
        "api/reference.html",
        {
            "about": document["info"]["description"],
            "access": config.api,
            "per_minute": config.api_per_minute,
            "token_per_minute": config.api_token_per_minute,
            "groups": operations(document),
            "shapes": shapes(document),
            "problems": [
                (code, *explained(words, {}, gettext)) for code, words in _problems().items()
            ],
            "base": document["servers"][0]["url"],
        },
    )


def _problems() -> dict[str, Explanation]:
    """Every problem that an answer may tell of."""
    return EXPLANATIONS | SEARCH_EXPLANATIONS


def _description(request: HttpRequest) -> dict[str, Any]:
    base = Addresses.of(request).base
    return described(get_language() or current.config().language, base, current.config().api)
