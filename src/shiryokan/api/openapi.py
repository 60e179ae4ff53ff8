"""The description of the interface, after OpenAPI 3.1, in the reader's language."""

from __future__ import annotations

import functools
import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from ninja.openapi.schema import OpenAPISchema
from ninja.schema import NinjaGenerateJsonSchema

from shiryokan.api.interface import API, reading
from shiryokan.api.messages import TITLES
from shiryokan.api.problems import MEDIA_TYPE
from shiryokan.api.records import FACET, MOST_VALUES
from shiryokan.api.schemas.common import ProblemDetails, _
from shiryokan.api.schemas.parameters import LONGEST_NAME
from shiryokan.registers.catalogue import REGISTERS

PREFIX = "/api/v1"
SCHEME = "token"

ABOUT = _(
    "資料館の文書・ページ・台帳・検索・引用をプログラムから読むための窓口です。"
    "どの項目にも、変わらない公開アドレスと由来（原本のSHA-256・ページ・公開元URL）が付きます。"
)
TAGS = {
    "documents": _("文書と、発行者・会議体"),
    "lookout": _("見張っているページと、見つけたもの"),
    "pages": _("ページ"),
    "registers": _("台帳"),
    "search": _("検索"),
    "citations": _("引用"),
    "quotes": _("引用箇所と効力、主題"),
    "news": _("ニュース"),
    "digest": _("フォローと便り"),
    "learning": _("まなぶ（講座）"),
    "own": _("メモと期限"),
}
OK = _("答え")
UNCHANGED = _("前に得た答え（If-None-Match のETag）から変わっていません")
TOKEN = _("資料館で作ったトークン")
HEADERS = {
    "RateLimit-Limit": ("integer", _("1分あたりの上限")),
    "RateLimit-Remaining": ("integer", _("続けてすぐに送れる要求の数")),
    "RateLimit-Reset": ("integer", _("上限まで戻るのにかかる秒数")),
    "ETag": ("string", _("答えの印。If-None-Match で送ると、変わっていなければ304になります")),
    "Retry-After": ("integer", _("待つ秒数")),
    "WWW-Authenticate": ("string", _("使える認証の方法")),
}
_LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
_OF_STATUS = {"200": ("ETag",), "429": ("Retry-After",), "401": ("WWW-Authenticate",)}

_DOCUMENT = {"document": "$response.body#/items/0/id"}
_OF_DOCUMENT = {"document": "$response.body#/id"}
_PAGE = {"document": "$response.body#/document/id"}
_RECORD = {"record": "$response.body#/items/0/id"}
_HIT = {"document": "$response.body#/items/0/document/id", "number": "$response.body#/items/0/page"}
LINKS: dict[str, dict[str, dict[str, str]]] = {
    "documents": {"document": _DOCUMENT, "pages": _DOCUMENT, "document_citation": _DOCUMENT},
    "document": {"pages": _OF_DOCUMENT, "document_text": _OF_DOCUMENT},
    "pages": {
        name: _PAGE | {"number": "$response.body#/items/0/number"}
        for name in ("page", "page_text", "page_citation")
    },
    "records": dict.fromkeys(("record", "versions", "record_citation"), _RECORD),
    "search": {"page": _HIT, "page_citation": _HIT},
}
"""Where the answers of an operation lead: other operations, and what they take from the answer."""

Data = dict[str, Any]


@functools.lru_cache(maxsize=16)
def described(language: str, base: str, access: str) -> Data:
    """The description for an instance at ``base`` whose setting ``api`` is ``access``.

    It is shared: who changes it changes it for everyone.
    """
    with translation.override(language):
        raw = json.loads(json.dumps(OpenAPISchema(API, PREFIX.lstrip("/"))))
        schemas: Data = raw["components"]["schemas"]
        problem = ProblemDetails.model_json_schema(
            ref_template="#/components/schemas/{model}", schema_generator=NinjaGenerateJsonSchema
        )
        schemas |= problem.pop("$defs", {})
        schemas["Problem"] = problem
        raw["info"] = {"title": gettext("資料館 API"), "version": API.version, "description": ABOUT}
        raw["servers"] = [{"url": base}]
        raw["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
        raw["components"]["securitySchemes"] = {
            SCHEME: {"type": "http", "scheme": "bearer", "description": TOKEN}
        }
        raw["components"]["headers"] = {
            name: {"schema": {"type": kind}, "description": text}
            for name, (kind, text) in HEADERS.items()
        }
        raw["security"] = [{SCHEME: []}] if access == "tokens" else [{}, {SCHEME: []}]
        for path, methods in raw["paths"].items():
            for operation in methods.values():
                _complete(path, operation)
        translated: Data = _translated(raw)
        return translated


@functools.cache
def parameters(operation: str) -> frozenset[str]:
    """Names of the parameters that an operation takes in its address's query."""
    paths = described("ja", "", "public")["paths"].values()
    found = next(m["get"] for m in paths if m["get"]["operationId"] == operation)
    return frozenset(p["name"] for p in found["parameters"] if p["in"] == "query")


def _complete(path: str, operation: Data) -> None:
    name = operation["operationId"]
    if not operation["description"].strip():
        del operation["description"]
    if name == "records":
        operation["parameters"] += _facets()
    statuses = ["400", "401", "403", "429", "500"]
    statuses += ["404"] if "{" in path else []
    statuses += ["410"] if "{document" in path or "{record" in path else []
    statuses += ["422"] if operation["parameters"] else []
    statuses += ["503"] if name in reading.failing else []
    responses = operation["responses"]
    responses["200"]["description"] = OK
    if name in LINKS:
        responses["200"]["links"] = {
            f"to_{to}": {"operationId": to, "parameters": taken}
            for to, taken in LINKS[name].items()
        }
    responses["304"] = {"description": UNCHANGED}
    for status in sorted(statuses):
        responses[status] = {
            "description": TITLES[int(status)],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    for status, response in responses.items():
        names = (*_LIMITS, *_OF_STATUS.get(status, ()))
        response["headers"] = {n: {"$ref": f"#/components/headers/{n}"} for n in names}


def _facets() -> list[Data]:
    """A parameter for each facet that any register has."""
    found: dict[str, list[str]] = {}
    for register in REGISTERS.values():
        for field in register.fields:
            if field.facet:
                found.setdefault(field.name, []).append(register.name)
    return [
        {
            "in": "query",
            "name": FACET + name,
            "required": False,
            "schema": {
                "type": "array",
                "items": {"type": "string", "maxLength": LONGEST_NAME},
                "maxItems": MOST_VALUES,
            },
            "description": gettext("欄の値（%(registers)s）") % {"registers": ", ".join(registers)},
        }
        for name, registers in found.items()
    ]


def _translated(data: Any, *, names: bool = False) -> Any:
    """``data`` with its messages in the reader's language and without the titles that a program
    made up. ``names``: its keys are names of fields, not words of the description."""
    if isinstance(data, list):
        return [_translated(each) for each in data]
    if not isinstance(data, dict):
        return data
    found: Data = {}
    for key, value in data.items():
        if not names and key == "title" and isinstance(value, str) and "version" not in data:
            continue
        if not names and key in ("description", "summary") and isinstance(value, str):
            found[key] = gettext(value)
        else:
            found[key] = _translated(
                value, names=not names and key in ("properties", "$defs", "schemas")
            )
    return found
