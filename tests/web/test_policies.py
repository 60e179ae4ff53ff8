"""What holds for each address beside who may see it: what is heavy, what is free, what takes files.

The cases come from the table of addresses, so that a new view that a policy forgot fails.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from shiryokan.access import policies, rules


def views(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> dict[str, tuple[str, Callable[..., Any]]]:
    """Every view by its name, with its address."""
    found: dict[str, tuple[str, Callable[..., Any]]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                inner = f"{space}{entry.namespace}:" if entry.namespace else space
                found |= views(entry, route, inner)
        elif isinstance(entry, URLPattern):
            found[f"{space}{entry.name}"] = (route, entry.callback)
    return found


VIEWS = views()
HEAVY = {
    "search:search_file", "registers:export", "registers:export_comparison",
    "registers:export_corrections", "registers:export_report", "registers:compare", "registers:course", "registers:export_course",
    "registers:report", "audit:file", "accounts:own_data",
    "viewer:original", "health:health", "items:json", "items:points", "items:export_links",
    "quotes:annotation", "quotes:annotations", "subjects:json", "subjects:csv",
    "lookout:find", "digest:preview", "digest:sent",
    "learning:people_file", "learning:course_file", "learning:certificate_file", "parcels:make",
    "parcels:arrived", "remarks:export", "binders:export", "checklists:file", "checklists:oscal",
    "scans:text",
    "deadlines:csv",
}  # fmt: skip
LIGHT_FILES = {
    "uploads:batch_json", "uploads:rereading_json", "alerts:search_feed", "alerts:feed", "lookout:feed",
    "news:atom", "news:json", "subjects:feed", "items:feed", "learning:certificate_badge",
    "learning:issuer", "learning:issuer_below", "deadlines:calendar",
}  # fmt: skip
"""Files that a script or a reader of feeds asks for again and again: each tells of little."""
CHECKLIST_FILES = {"checklists:evidence", "checklists:read_sheet", "checklists:take_in"}
_FILE = re.compile(r"\.(\w+$|<slug:suffix>|\(\?P<suffix>)")


def is_ours(view: Callable[..., Any]) -> bool:
    return inspect.unwrap(view).__module__.startswith("shiryokan.")


def test_every_file_that_is_made_of_more_than_one_page_is_heavy() -> None:
    files = {
        name
        for name, (route, _view) in VIEWS.items()
        if _FILE.search(route) and "<int:number>" not in route and not name.startswith("api:")
    }
    assert {"audit:file", "registers:export", "search:search_file", *LIGHT_FILES} <= files
    light = {name for name in files if getattr(VIEWS[name][1], "heavy", "") != "always"}
    assert light == LIGHT_FILES


def test_what_is_on_record_as_an_export_is_heavy() -> None:
    exporting = set()
    for name, (_route, view) in VIEWS.items():
        if is_ours(view) and "record_export(" in inspect.getsource(inspect.unwrap(view)):
            exporting.add(name)
    assert {"audit:file", "search:search_file"} <= exporting
    assert all(getattr(VIEWS[name][1], "heavy", "") == "always" for name in exporting)


def test_what_costs_much_and_what_is_not_counted() -> None:
    heavy = {name for name, (_, view) in VIEWS.items() if hasattr(view, "heavy")}
    assert heavy == HEAVY | {
        "uploads:upload", "health:retry", "news:draft", "news:draft_of_find", "digest:subscribe",
        "learning:make", "learning:attendance", "learning:take_in", "learning:revision",
        "parcels:send", *CHECKLIST_FILES,
    }  # fmt: skip
    assert VIEWS["uploads:upload"][1].heavy == "POST"  # type: ignore[attr-defined]
    free = {name for name, (_, view) in VIEWS.items() if hasattr(view, "free")}
    api = {name for name in VIEWS if name.startswith("api:")}
    watched = {
        *("site:health", "site:ready", "site:metrics", "site:language"),
        *("viewer:picture", "viewer:fit"),
    }
    assert free == api | watched
    gated = {name for name, (_, view) in VIEWS.items() if hasattr(view, "gated")}
    assert gated == api - {"api:reference", "api:tokens", "api:revoke"}


def test_a_view_takes_files_if_it_reads_any() -> None:
    reading = {
        name
        for name, (_, view) in VIEWS.items()
        if is_ours(view) and "request.FILES" in inspect.getsource(inspect.unwrap(view))
    }
    assert reading == {
        "uploads:upload", "learning:attendance", "learning:take_in", "parcels:send",
        *CHECKLIST_FILES,
    }  # fmt: skip
    assert {name for name, (_, view) in VIEWS.items() if hasattr(view, "files_from")} == reading
    # who may send is who the view lets in
    assert VIEWS["uploads:upload"][1].rule == "adders"  # type: ignore[attr-defined]
    assert VIEWS["uploads:upload"][1].files_from is rules.may_add  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("method", "address", "heavy", "free", "gated", "files"),
    [
        ("GET", "/uploads/", False, False, False, True),
        ("POST", "/uploads/", True, False, False, True),
        ("GET", "/audit.csv", True, False, False, False),
        ("GET", "/registers/measures/overview", True, False, False, False),
        ("GET", "/", False, False, False, False),
        ("GET", "/healthz", False, True, False, False),
        ("GET", "/api/", False, True, False, False),
        ("GET", "/api/v1/search", False, True, True, False),
        ("GET", "/api/v1/nothing-here", False, True, True, False),
        ("GET", "/admin/", False, False, False, False),
    ],
)
def test_a_request_is_judged_by_the_view_that_it_asks_for(
    method: str, address: str, heavy: bool, free: bool, gated: bool, files: bool
) -> None:
    request = RequestFactory().generic(method, address)
    request.user = AnonymousUser()
    request.resolver_match = resolve(address)
    assert policies.is_heavy(request) is heavy
    assert policies.is_free(request) is free
    assert policies.is_gated(request) is gated
    assert policies.takes_files_here(request) is files
    assert policies.may_send_files(request) is (files and rules.may_add(request.user))


def test_a_request_for_no_view_has_no_policy() -> None:
    request = RequestFactory().post("/nowhere")
    assert not policies.is_heavy(request) and not policies.is_free(request)
    assert not policies.is_gated(request) and not policies.takes_files_here(request)
    assert not policies.may_send_files(request)
