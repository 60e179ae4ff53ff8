"""Nothing of an organisation, and nothing that a person keeps for themselves, is told to another: on
every address of the table of addresses, in every operation of the interface for programs, and by
every tool of the assistant. A new view or tool is asked without being named here."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import uuid
from collections.abc import Callable, Iterator
from typing import Any, cast

import httpx
import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from mcp.server.mcpserver.exceptions import ToolError

from shiryokan.api.assistant.remote import RemoteInstance
from shiryokan.api.assistant.server import server_of
from shiryokan.api.tokens import issue
from shiryokan.binders import binding
from shiryokan.binders.models import Binder
from shiryokan.checklists import links
from shiryokan.checklists.models import Assessment, CheckItem
from shiryokan.deadlines.calendar_feed import address_of
from shiryokan.instance import current
from shiryokan.remarks.models import Remark
from tests.checklists.conftest import (
    Add,
    Fill,
    House,
    add,
    assessments,
    by_vendor,
    empty_instance,
    fill,
    kurenai,
    midori,
    sheets,
)
from tests.web.conftest import empty_cache
from tests.web.test_checklists import client_of, everything
from tests.web.test_permissions import ADMITTED, VIEWS, View, told

__all__ = [
    "Add", "Fill", "add", "assessments", "by_vendor", "empty_cache", "empty_instance", "fill",
    "kurenai", "midori", "sheets",
]  # fmt: skip
SECRETS = ("緑", "秘密")
"""Words that stand in everything of the one organisation, and nowhere else."""
ASKED = "備考"
"""A word that their things have, too, with which one searches."""
FIXED: dict[str, Any] = {
    "number": 1, "line": 0, "page": 1, "table_number": 1, "size": "thumbnail", "name": "measures",
    "schedule": "medical", "code": "A000", "register": "measures", "report": "overview",
    "provider_id": "sso", "part": "results", "uidb36": "1", "token": "x",
}  # fmt: skip
"""Values that name nothing of anybody."""
OTHERS = (1, uuid.UUID(int=1), "0" * 16, "x")
"""Keys of nothing, in each way of writing."""
SUFFIXES = (
    "webp",
    "txt",
    "json",
    "csv",
    "jsonl",
    "xlsx",
    "bib",
    "md",
    "parquet",
    "xml",
    "pdf",
    "docx",
)


@dataclasses.dataclass
class Things:
    """What the one organisation and its manager have."""

    values: dict[str, Any]
    ids: list[Any]
    """The same, for tools that take any id."""


@pytest.fixture(autouse=True)
def as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that refuses for being asked too often would hide what it would have told."""
    config = msgspec.structs.replace(current.config(), api_per_minute=0, api_token_per_minute=0)
    monkeypatch.setattr(current, "config", lambda: config)


@pytest.fixture
def things(assessments: list[Assessment], by_vendor: Assessment, midori: House) -> Things:
    link, _secret = links.make_link(by_vendor, midori.manager, timezone.localdate())
    everything(midori, [assessments[1], by_vendor])
    CheckItem.objects.update(words="緑の秘密の項目")
    organisation = midori.organisation
    remark = Remark.objects.create(
        owner=midori.manager, text="緑の秘密のメモ", subject=uuid.uuid4()
    )
    binder = binding.make(midori.manager, "緑の秘密のとじ込み")
    piece = binding.write(binder, "緑の秘密の文")
    row = assessments[1].results.first()
    assert row is not None
    values = {
        "organisation_id": organisation.pk, "assessment_id": assessments[1].pk,
        "item_id": row.item_id, "evidence_id": organisation.evidence.get().pk,
        "action_id": organisation.actions.get().pk, "link_id": link.pk, "remark_id": remark.pk,
        "binder_id": binder.pk, "binder": binder.pk, "piece_id": piece.pk,
    }  # fmt: skip
    return Things(values, [assessments[1].pk, remark.pk, binder.pk, organisation.pk])


def addresses(view: View, things: Things, own: dict[str, Any]) -> Iterator[str]:
    """The addresses of a view: with the keys of the one organisation, or what is one's ``own``.
    Whatever else is asked for names nothing."""
    known = FIXED | own | things.values
    unknown = [name for name in view.arguments if name not in known and name != "suffix"]
    for suffix in SUFFIXES if "suffix" in view.arguments else ("",):
        for others in itertools.product(OTHERS, repeat=len(unknown)):
            named = known | dict(zip(unknown, others, strict=True)) | {"suffix": suffix}
            try:
                yield reverse(view.name, kwargs={name: named[name] for name in view.arguments})
            except NoReverseMatch:
                continue
            break


def leaked(said: str) -> list[str]:
    return [secret for secret in SECRETS if secret in said]


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.slow_on_postgresql
def test_no_address_tells_of_an_organisation_to_who_is_not_in_it(
    things: Things, midori: House, kurenai: House
) -> None:
    # the form is the house's own: its words are everybody's who signs in, its answers nobody's
    CheckItem.objects.update(words="項目")
    editor = User.objects.create_user("hensha", is_staff=True)
    asked: set[str] = set()
    for person in (kurenai.manager, editor, None):
        client = client_of(person)
        client.raise_request_exception = False
        own = {"key": address_of(person).key if person is not None else "x"}
        for view in VIEWS:
            for address in addresses(view, things, own):
                for query in ({}, {"q": ASKED}):
                    if view.is_api and query and "search" not in view.name:
                        continue
                    answer = client.get(address, query)
                    assert not leaked(told(answer)), (person, view.name, address)
                asked.add(view.name)
    assert {view.name for view in VIEWS} == asked
    # and it is no wonder of empty pages: who is in it is told, on the same addresses
    client = client_of(midori.manager)
    own = {"key": address_of(midori.manager).key}
    telling = {
        view.name
        for view in VIEWS
        if view.rule in ADMITTED and view.name.partition(":")[0] in _ROOMS
        for address in addresses(view, things, own)
        if leaked(told(client.get(address)))
    }
    assert telling >= _TELLING, _TELLING - telling


_ROOMS = {"checklists", "deadlines", "remarks", "binders", "homes"}
_TELLING = {
    "checklists:index", "checklists:organisation", "checklists:assessment", "checklists:print",
    "checklists:evidence", "checklists:evidence_file", "checklists:actions", "checklists:history",
    "checklists:oscal", "deadlines:index", "deadlines:csv", "deadlines:calendar", "homes:own",
    "remarks:index", "remarks:edit", "remarks:export", "binders:index", "binders:binder",
    "binders:export",
}  # fmt: skip


def test_no_operation_of_the_interface_tells_of_it(
    things: Things, midori: House, kurenai: House
) -> None:
    CheckItem.objects.update(words="項目")
    telling: dict[str, set[str]] = {}
    for who, person in (("in", midori.manager), ("out", kurenai.manager), ("none", None)):
        headers = {}
        if person is not None:
            headers["Authorization"] = f"Bearer {issue(person, '試し', None)[1]}"
        client = Client(raise_request_exception=False, headers=headers)
        for view in VIEWS:
            if not view.is_api:
                continue
            for address in addresses(view, things, {}):
                query = {"q": ASKED} if view.name in ("api:search", "api:records") else {}
                if leaked(told(client.get(address, query))):
                    telling.setdefault(who, set()).add(view.name)
    assert set(telling) == {"in"}
    assert telling["in"] >= {
        "api:assessments", "api:assessment", "api:remarks", "api:binders", "api:binder",
    }  # fmt: skip


def test_no_tool_of_the_assistant_tells_of_it(
    things: Things, midori: House, kurenai: House
) -> None:
    CheckItem.objects.update(words="項目")
    telling: dict[str, set[str]] = {}
    for who, person in (("in", midori.manager), ("out", kurenai.manager), ("none", None)):
        token = issue(person, "試し", None)[1] if person is not None else ""
        instance = RemoteInstance("http://testserver", token, "ja", str)
        instance._client = httpx.Client(
            transport=httpx.WSGITransport(app=cast("Any", get_wsgi_application())),
            headers=instance._client.headers,
        )
        server = server_of(instance)
        listed = {tool.name for tool in asyncio.run(server.list_tools())}
        # a tool is called here and not in a thread of the protocol's own, which sees no data of
        # a transaction
        tools = server._tool_manager.list_tools()
        assert listed == {tool.name for tool in tools}
        assert len(tools) > 18
        for tool in tools:
            for given in arguments(tool.parameters, things):
                if leaked(said_by(tool.fn, given)):
                    telling.setdefault(who, set()).add(tool.name)
    assert set(telling) == {"in"}
    assert telling["in"] >= {
        "list_assessments", "read_assessment", "list_remarks", "list_binders", "read_binder",
    }  # fmt: skip


def arguments(schema: dict[str, Any], things: Things) -> Iterator[dict[str, Any]]:
    """What a tool is called with: a word to search for, and each id that there is."""
    named = schema.get("properties", {})
    given = {name: each["default"] for name, each in named.items() if "default" in each}
    fixed = {"query": ASKED, "document": "0" * 16, "page": 1}
    wanted = set(schema.get("required", ()))
    assert wanted <= {*fixed, "id"}, f"say here how a tool with {wanted} is called"
    given |= {name: fixed[name] for name in wanted if name in fixed}
    if "id" not in wanted:
        yield given
        return
    whole = named["id"].get("type") == "integer"
    for key in things.ids:
        if isinstance(key, int) is whole:
            yield given | {"id": key if whole else str(key)}


def said_by(tool: Callable[..., Any], given: dict[str, Any]) -> str:
    try:
        return str(tool(**given).model_dump_json())
    except ToolError as error:
        return str(error)


def test_a_binder_and_a_remark_are_their_owners_alone(things: Things, kurenai: House) -> None:
    """Not even administrators are told of binders; of remarks for oneself nobody is."""
    assert Binder.objects.exists()
    root = client_of(User.objects.create_superuser("kanri"))
    for name in ("binder_id", "remark_id"):
        route = "binders:binder" if name == "binder_id" else "remarks:edit"
        address = reverse(route, kwargs={name: things.values[name]})
        assert root.get(address).status_code == 404
        assert client_of(kurenai.manager).get(address).status_code == 404
