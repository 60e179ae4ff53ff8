"""Visits everything with a register: ``python -m tests.registers.visiting NAME`` in a home that has
two documents of it. Writes JSON: the status of each address, and some pages in both languages."""

from __future__ import annotations

import json
import sys
from typing import Any

from shiryokan.cli.setup import open_instance

open_instance()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from shiryokan.instance import current  # noqa: E402
from shiryokan.records.corrections import correctable  # noqa: E402
from shiryokan.records.models import Extraction, Record  # noqa: E402
from tests.web.test_permissions import ARGUMENTS, VIEWS, Case, View, body  # noqa: E402

LANGUAGES = ("ja", "en")
SKIPPED = frozenset({"site:ready", "site:language", "account_logout", "site:logout"})
"""Without a worker a home is not ready; the others end what the next visit needs."""


def main(name: str) -> None:
    versions = list(Extraction.objects.filter(register=name, count__gt=0).order_by("year"))
    old, new = (version.document for version in versions)
    record = Record.objects.filter(register=name, document=new).order_by("position").first()
    assert record is not None
    case = Case("bare", new, record, 1, set())
    client = Client(raise_request_exception=False, HTTP_HOST=current.config().hosts[0])
    user = User.objects.create_user("hensha", is_staff=True)
    client.force_login(user)
    queries: list[dict[str, str]] = [
        {}, {"q": "点検", "kind": name}, {"q": "点検", "kind": "all", "view": "hits"},
        {"old": old.pk, "new": new.pk}, {"document": new.pk, "sort": "-ceiling"},
    ]  # fmt: skip
    visits = [
        visit
        for view in VIEWS
        if view.name not in SKIPPED
        for address in addresses(view, case, name)
        for visit in visit_of(client, view, address, queries)
    ]
    pages = {
        language: {
            what: page(client, address, language)
            for what, address in (
                ("registers", "/registers/"),
                ("register", f"/registers/{name}/"),
                ("record", f"/records/{record.pk}/"),
                ("compare", f"/registers/{name}/compare?old={old.pk}&new={new.pk}"),
                ("report", f"/registers/{name}/offices?document={new.pk}"),
                ("search", f"/search?q=補助金&kind={name}"),
            )
        }
        for language in LANGUAGES
    }
    api = {
        "registers": {
            each: json.loads(page(client, "/api/v1/registers", each)) for each in LANGUAGES
        },
        "openapi": json.loads(page(client, "/api/v1/openapi.json", "en")),
        "search": json.loads(page(client, f"/api/v1/search?q=点検&kind={name}", "en")),
        "narrowed": json.loads(
            page(client, f"/api/v1/registers/{name}/records?f.offices=市立図書館", "en")
        ),
    }
    views = sorted({view.name for view in VIEWS} - SKIPPED)
    corrected = corrections_of(client, record)
    print(
        json.dumps(
            {"corrected": corrected, "visits": visits, "pages": pages, "api": api, "views": views}
        )
    )


def addresses(view: View, case: Case, name: str) -> list[str]:
    own = {"name": name, "register": name, "report": "offices"}
    given = {n: own.get(n) or ARGUMENTS[n](case)[0] for n in view.arguments if n != "suffix"}
    suffixes = [*ARGUMENTS["suffix"](case), "zip"] if "suffix" in view.arguments else [None]
    found = []
    for suffix in suffixes:
        try:
            found.append(reverse(view.name, kwargs=given | ({"suffix": suffix} if suffix else {})))
        except NoReverseMatch:
            assert suffix, view
    return found


def visit_of(
    client: Client, view: View, address: str, queries: list[dict[str, str]]
) -> list[dict[str, Any]]:
    """The answers to an address, as often as it can be asked differently."""
    language = {"HTTP_ACCEPT_LANGUAGE": "en"}
    asked = [client.get(address, query, **language) for query in queries]
    asked.append(client.get(address))
    return [
        {"name": view.name, "address": answer.request["PATH_INFO"], "status": answer.status_code}
        for answer in asked
    ]


def corrections_of(client: Client, record: Record) -> dict[str, list[Any]]:
    """Each field that can be corrected: its value, the status of correcting it with what the form
    holds, what it is then, and the status of taking that back."""
    corrected = {}
    for field in correctable(record.register):
        value = record.data[field.name]
        said = {"field": field.name, "value": field.kind.written(value), "note": "原本"}
        posted = client.post(f"/records/{record.pk}/correct", said).status_code
        after = Record.objects.get(pk=record.pk).data[field.name]
        back = client.post(f"/records/{record.pk}/withdraw", said).status_code
        corrected[field.name] = [value, posted, after, back]
    return corrected


def page(client: Client, address: str, language: str) -> str:
    return body(client.get(address, HTTP_ACCEPT_LANGUAGE=language))


if __name__ == "__main__":
    main(sys.argv[1])
