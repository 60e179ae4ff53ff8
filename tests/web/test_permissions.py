"""Who may see what: every address, for everyone, whoever a document is for.

The cases come from the table of addresses, so that a new view is tried without being named here;
one whose arguments are not known here, or that has no rule, fails.
"""

from __future__ import annotations

import dataclasses
import io
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.api.tokens import issue
from shiryokan.binders.models import Binder, Piece
from shiryokan.checklists import actions, answering, assessing, evidence, making, membership, parts
from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import (
    Action,
    AnswerKind,
    Assessment,
    CheckItem,
    Checklist,
    Citation,
    Evidence,
    Facility,
    Organisation,
    Vendor,
)
from shiryokan.checklists.typed_form import typed_items
from shiryokan.digest.models import Follow, Subscriber
from shiryokan.documents.models import Council, Document
from shiryokan.documents.pages import page_from_row
from shiryokan.instance import current
from shiryokan.learning import courses
from shiryokan.learning.answering import answer_exercise
from shiryokan.learning.completing import complete_if_done
from shiryokan.learning.exercise import Answer, QuotedPlace, TrueOrFalse
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.learning.models import (
    Attempt,
    Certificate,
    Course,
    ExerciseItem,
    Lesson,
)
from shiryokan.news import desk, publishing
from shiryokan.news.content import CitedPlace
from shiryokan.news.models import Article, Block, Topic
from shiryokan.paper.model import Box
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.records.models import Record
from shiryokan.remarks.models import Remark
from shiryokan.web.viewer.page_text import tables
from tests import pdfs
from tests.web.conftest import Add, Fill

T = TypeVar("T")
ROLES = ("stranger", "reader", "fellow", "editor", "administrator")
"""Of these only the fellow is in the group; an administrator sees everything."""
VISIBILITIES = ("uncollected", "public", "members", "groups")
SEES = {
    "stranger": {"uncollected", "public"},
    "reader": {"uncollected", "public", "members"},
    "fellow": {"uncollected", "public", "members", "groups"},
    "editor": {"uncollected", "public", "members"},
    "administrator": {"uncollected", "public", "members", "groups"},
}
ADMITTED = {
    "public": set(ROLES),
    "always_public": set(ROLES),
    "members": set(ROLES) - {"stranger"},
    "adders": {"editor", "administrator"},
    "editors": {"editor", "administrator"},
    "administrators": {"administrator"},
}
LOGIN = "/account/login/"
COMMON = "灯台守"
"""A word that is in each of the documents."""
QUERIES = (
    {},
    {"q": COMMON, "kind": "", "register": "measures"},
    {"q": COMMON, "view": "documents"},
    {"q": "図書館", "kind": "measures"},
    {"q": "秘", "words": "秘"},
)


NO_QUOTE = uuid.UUID(int=1)


@dataclasses.dataclass
class Case:
    """A document for some, and everything by which it could be told."""

    visibility: str
    document: Document
    record: Record
    table: int
    secrets: set[str]
    quote: uuid.UUID = NO_QUOTE
    """Of a shared quote of its words."""


@dataclasses.dataclass
class View:
    """A view of the table of addresses."""

    name: str
    route: str
    rule: str
    arguments: tuple[str, ...]

    @property
    def of_document(self) -> bool:
        return bool(
            {"document_id", "record_id", "subject_id", "subject", "document", "record"}
            & set(self.arguments)
        )

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:") and self.route.startswith("api/v1/")


def views(
    resolver: URLResolver | None = None,
    prefix: str = "",
    space: str = "",
    outer: tuple[str, ...] = (),
) -> Iterator[View]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                inner = f"{space}{entry.namespace}:" if entry.namespace else space
                yield from views(entry, route, inner, (*outer, *arguments_of(entry)))
        elif isinstance(entry, URLPattern):
            rule = getattr(entry.callback, "rule", "")
            found = (*outer, *arguments_of(entry))
            yield View(f"{space}{entry.name}", route, rule, found)


def arguments_of(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)


VIEWS = [view for view in views() if view.name != "api:nothing"]
EACH_OR_ALL = pytest.mark.parametrize(
    "all_pairs",
    [pytest.param(False, id="each"), pytest.param(True, id="all", marks=pytest.mark.slow)],
)
"""What is the same for whoever may see something, and for whoever may not, is tried at each address with
one of them in turn, so that each of them comes up at many; of all with all before it is changed."""


def in_turn(things: Sequence[T], turn: int, all_pairs: bool) -> Sequence[T]:
    """One of ``things``, or all."""
    return things if all_pairs or not things else [things[turn % len(things)]]


def _first(rows: QuerySet[Any]) -> int:
    """The key of the first row; 1 where there is none."""
    return rows.order_by("pk").values_list("pk", flat=True).first() or 1


ARGUMENTS: dict[str, Callable[[Case], list[Any]]] = {
    "document_id": lambda case: [case.document.pk],
    "document": lambda case: [case.document.pk],
    "record_id": lambda case: [case.record.pk],
    "subject_id": lambda case: [case.record.pk],
    "record": lambda case: [case.record.pk],
    "number": lambda case: [case.table],
    "line": lambda case: [0],
    "page": lambda case: [case.table],
    "table_number": lambda case: [1],
    "size": lambda case: ["thumbnail"],
    "name": lambda case: ["measures"],
    "schedule": lambda case: ["medical"],
    "code": lambda case: ["A000"],
    "register": lambda case: ["measures"],
    "report": lambda case: ["overview"],
    "batch": lambda case: [uuid.UUID(int=1)],
    "search_id": lambda case: [uuid.UUID(int=1)],
    "quote_id": lambda case: [case.quote],
    "quote": lambda case: [case.quote],
    "subject": lambda case: [case.record.pk],
    "delivery_id": lambda case: [uuid.UUID(int=1)],
    "digest_id": lambda case: [uuid.UUID(int=1)],
    "hit_id": lambda case: [1],
    "find_id": lambda case: [1],
    "watched_id": lambda case: [1],
    "council_id": lambda case: [1],
    "token_id": lambda case: [1],
    "key": lambda case: ["x"],
    "token": lambda case: ["x"],
    "secret": lambda case: ["x"],
    "user_id": lambda case: [1],
    "invitation_id": lambda case: [1],
    "pk": lambda case: [1],
    "provider_id": lambda case: ["sso"],
    "article_id": lambda case: [_first(Article.objects.all())],
    "topic_id": lambda case: [_first(Topic.objects.all())],
    "block_id": lambda case: [
        _first(Block.objects.filter(kind="statement", citations__document_id=case.document.pk))
    ],
    "course_id": lambda case: [_first(Course.objects.all())],
    "lesson_id": lambda case: [
        _first(Lesson.objects.filter(citations__document_id=case.document.pk))
    ],
    "exercise_id": lambda case: [
        ExerciseItem.objects.filter(versions__citations__document_id=case.document.pk)
        .values_list("pk", flat=True)
        .first()
        or uuid.UUID(int=1)
    ],
    "attempt_id": lambda case: [
        Attempt.objects.filter(version__citations__document_id=case.document.pk)
        .values_list("pk", flat=True)
        .first()
        or uuid.UUID(int=1)
    ],
    "certificate_code": lambda case: [
        Certificate.objects.values_list("code", flat=True).first() or uuid.UUID(int=1)
    ],
    "assignment_id": lambda case: [1],
    "arrived_id": lambda case: [uuid.UUID(int=1)],
    "binder": lambda case: [
        Binder.objects.values_list("pk", flat=True).first() or uuid.UUID(int=1)
    ],
    "binder_id": lambda case: [
        Binder.objects.values_list("pk", flat=True).first() or uuid.UUID(int=1)
    ],
    "piece_id": lambda case: [1],
    "remark_id": lambda case: [
        Remark.objects.filter(
            Q(document_id=case.document.pk) | Q(quote__document_id=case.document.pk)
        )
        .values_list("pk", flat=True)
        .first()
        or uuid.UUID(int=1)
    ],
    "organisation_id": lambda case: [_first(Organisation.objects.all())],
    "checklist_id": lambda case: [_first(Checklist.objects.all())],
    "assessment_id": lambda case: [_first(Assessment.objects.all())],
    "item_id": lambda case: [_first(CheckItem.objects.filter(results__isnull=False))],
    "evidence_id": lambda case: [
        Evidence.objects.values_list("pk", flat=True).first() or uuid.UUID(int=1)
    ],
    "action_id": lambda case: [_first(Action.objects.all())],
    "link_id": lambda case: [1],
    "part": lambda case: ["catalog"],
    "uidb36": lambda case: ["1"],
    "suffix": lambda case: [
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
    ],
}


@pytest.fixture(scope="module")
def django_db_setup(django_db_setup: None) -> None:
    """The database of all tests."""


def page_with_table(document: Document) -> int:
    pages = document.pages.order_by("number")
    return next(row.number for row in pages if tables(page_from_row(row)))


def shared_quote(document: Document, record: Record, words: str) -> uuid.UUID:
    """A quote that whoever has its address may read, if they may see its document."""
    owner, _ = User.objects.get_or_create(username="quoter")
    quote = Quote.objects.create(
        owner=owner, shared=True, document_id=document.pk, sha256=document.sha256,
        page=record.page, boxes=[[10, 10, 60, 20]], words=words, before=words[:10],
        register=record.register, key=record.key,
    )  # fmt: skip
    now = timezone.now()
    QuoteStanding.objects.create(
        quote=quote, state="changed", judged_at=now, since=now, cause_kind="comparison",
        cause_document=document.pk, cause_page=record.page, cause_words=words,
        cause_register=record.register, cause_key=record.key,
    )  # fmt: skip
    return quote.pk


@pytest.fixture(autouse=True)
def as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that refuses for being asked too often would hide what it would have told."""
    config = msgspec.structs.replace(current.config(), api_per_minute=0, api_token_per_minute=0)
    monkeypatch.setattr(current, "config", lambda: config)


@pytest.fixture
def cases(fill: Fill, add: Add, samples: Path, tmp_path: Path) -> list[Case]:
    fill(lambda: add_documents(add, samples, tmp_path))
    found = []
    for number, visibility in enumerate(VISIBILITIES):
        secret = secret_of(number)
        for document in Document.objects.filter(title__startswith=secret):
            ids = document.records.values_list("pk", flat=True)
            secrets = {secret, document.pk, document.sha256, *map(str, ids)}
            record = document.records.first()
            if record is not None:
                quote = shared_quote(document, record, secret)
                table = page_with_table(document)
                found.append(Case(visibility, document, record, table, secrets, quote))
    assert len(found) == len(VISIBILITIES)
    publish_of(found)
    teach_of(found)
    remark_on(found)
    check_of(found)
    return found


def remark_on(cases: list[Case]) -> None:
    """Remarks for everybody on a page, on words and on a subject of each document, and one for the
    group alone, all of which tell of it."""
    writer = User.objects.create_superuser("memo")
    writer.groups.add(Group.objects.get())
    for case in cases:
        words = f"{case.document.title}の控え"
        quote = Quote.objects.get(pk=case.quote)
        everybody = {"owner": writer, "text": words, "audience": "all"}
        Remark.objects.create(document_id=case.document.pk, page=1, **everybody)
        Remark.objects.create(subject=case.record.pk, record=case.record.pk, **everybody)
        Quote.objects.filter(pk=quote.pk).update(owner=writer)
        Remark.objects.create(quote=quote, **everybody)


def check_of(cases: list[Case]) -> None:
    """An organisation that has a form of each document (that of the most closed one first), answers
    and evidence out of it, and a form whose items name all documents."""
    writer = User.objects.create_superuser("tenken")
    organisation = membership.new_organisation("港の会", writer)
    facility = parts.put_part(organisation, Facility, "港の病院")
    parts.put_part(organisation, Vendor, "港の会社")
    assert isinstance(facility, Facility)
    typed = "\n".join(f"1({n}) 港の項目{n} ▶{n}" for n, _ in enumerate(cases, start=1))
    common = making.make(
        writer, typed_items(typed), title="港の点検表", series="港", year=2020,
        answered_by=Checklist.For.FACILITY,
    )  # fmt: skip
    for case, item in zip(cases, common.items.order_by("position"), strict=True):
        words = f"{case.document.title}にいう。"
        place = {
            "document_id": case.document.pk,
            "page": 1,
            "boxes": [[10, 10, 90, 30]],
            "words": words,
        }
        Citation.objects.create(
            item=item, reference="1", state="changed", since=timezone.now(), cause_kind="comparison",
            cause_document=case.document.pk, cause_page=1, cause_words=words, **place,
        )  # fmt: skip
        Evidence.objects.create(
            organisation=organisation, kind="quote", title="港の証跡", by=writer,
            speaks_of=timezone.localdate(), state="changed", since=timezone.now(),
            cause_kind="comparison", cause_document=case.document.pk, cause_page=1,
            cause_words=words, **place,
        )  # fmt: skip
    for year, case in enumerate(reversed(cases), start=2021):
        words = f"{case.document.title}にいう"
        form = making.make(
            writer, typed_items(f"# {words}\n## {words}\n1(1) {words}"), title="港の点検表", series="港",
            year=year, answered_by=Checklist.For.FACILITY, document=case.document,
        )  # fmt: skip
        begun = assessing.begin(organisation, form, writer, facility=facility)
        row = begun.results.get()
        today = timezone.localdate()
        given = answering.Given(AnswerKind.NO, today, today, "港の備考")
        answering.answer(row, given, 0, user=writer)
        actions.add(organisation, writer, "港の対応", today, result=row)
    piece = evidence.add_file(
        organisation, writer, "a.txt", b"x", title="港の書類", speaks_of=timezone.localdate()
    )
    evidence.serve(piece, [row])


def teach_of(cases: list[Case]) -> None:
    """An open course with a lesson and an exercise of each document, and what somebody who may see
    them all did in it."""
    writer = User.objects.create_superuser("koza")
    course = courses.new_course(writer, "港の講座")
    for case in cases:
        words = f"{case.document.title}にいう。"
        place = QuotedPlace(
            sha256=case.document.sha256, page=1, boxes=(Box(10, 10, 90, 30),), words=words,
            label=case.document.title,
        )  # fmt: skip
        blocks = [LessonBlock("quotation", "", (place,)), LessonBlock("statement", words, (place,))]
        lesson = courses.put_lesson(course, course.version, 0, "課", blocks)
        exercise = TrueOrFalse(id="", prompt=words, right=True, explanation=words, quotes=(place,))
        item = courses.put_exercise(course, course.version, writer, exercise, lesson=lesson)
        courses.pass_exercise(course, course.version, writer, item.pk)
        item.refresh_from_db()
        assert item.current is not None
        answer_exercise(writer, uuid.uuid4(), item.current, Answer(("true",)))
    courses.open_course(course, course.version)
    assert complete_if_done(writer, course) is not None


def publish_of(cases: list[Case]) -> None:
    """An article that is public and cites all the documents, each in words of its own."""
    writer = User.objects.create_user("kisha", is_staff=True)
    article = desk.new_article(writer, "港の便り")
    desk.describe(
        article, article.version, writer, title=article.title, summary="四つの文書について",
        topics="港", amendment="",
    )  # fmt: skip
    for case in cases:
        words = f"{case.document.title}にいう。"
        cited = [CitedPlace(case.document.pk, 1, ((10, 10, 90, 30),), words=words)]
        for kind in ("quotation", "statement"):
            text = words if kind == "statement" else ""
            desk.add_block(article, article.version, writer, kind=kind, text=text, cited=cited)
    publishing.send(article, article.version, writer)
    publishing.approve(article, article.version, User.objects.create_superuser("desk"))
    # its working copy is a draft again, so that the editor's forms are there
    desk.describe(
        article, article.version, writer, title=article.title, summary="", topics="港",
        amendment="",
    )  # fmt: skip


def secret_of(number: int) -> str:
    return f"秘{'甲乙丙丁'[number] * 3}号"


def add_documents(add: Add, samples: Path, folder: Path) -> None:
    group = Group.objects.create(name="仲間")
    plan = (samples / "mikagami-plan-2024.pdf").read_bytes()
    for number, visibility in enumerate(VISIBILITIES):
        given = {}
        if visibility != "uncollected":
            collection = Collection.objects.create(name=visibility, visibility=visibility)
            if visibility == "groups":
                collection.groups.add(group)
            given = {"collection": visibility}
        secret = secret_of(number)
        paths = [folder / f"plan-{number}.pdf", folder / f"page-{number}.pdf"]
        paths[0].write_bytes(plan + b"%%%d\n" % number)
        paths[1].write_bytes(pdfs.pdf(f"{COMMON}と{secret}の一頁", f"{COMMON}は{secret}"))
        for path in paths:
            title = f"{secret}の{path.stem}"
            add(path, title=title, publisher=f"{secret}町", council=f"{secret}会議", **given)


@pytest.fixture
def people(cases: list[Case]) -> dict[str, User | None]:
    make = User.objects.create_user
    made: dict[str, User | None] = {
        "stranger": None,
        "reader": make("yomi"),
        "fellow": make("nakama"),
        "editor": make("hensha", is_staff=True),
        "administrator": make("kanri", is_staff=True, is_superuser=True),
    }
    made["fellow"].groups.add(Group.objects.get())  # type: ignore[union-attr]
    for person in filter(None, made.values()):
        follow_everything(person)
        bind_everything(person, cases)
        membership.put_member(Organisation.objects.get(), person, Role.MANAGER)
    return made


def bind_everything(person: User, cases: list[Case]) -> None:
    """A binder of somebody who once saw all the documents."""
    binder = Binder.objects.create(owner=person, title="控え")
    for case in cases:
        quote = Quote.objects.get(pk=case.quote)
        pieces = (
            {"kind": "quote", "quote": quote},
            {"kind": "page", "document_id": case.document.pk, "page": 1},
            {"kind": "subject", "subject": case.record.pk, "record": case.record.pk},
        )
        for piece in pieces:
            Piece.objects.create(binder=binder, position=1, **piece)
    Piece.objects.create(binder=binder, position=2, kind="search", query=f"q={COMMON}")


def follow_everything(person: User) -> None:
    """Have somebody follow all councils and news from the beginning on: the next digest would tell
    them of all documents that they may see."""
    subscriber = Subscriber.objects.create(user=person, base="http://testserver")
    bodies = [("council", row.pk) for row in Council.everything.all()]
    for kind, ref in [*bodies, ("news", "all")]:
        Follow.objects.create(subscriber=subscriber, kind=kind, ref=str(ref), mark={}, next_mark={})


def client_of(person: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture
def clients(people: dict[str, User | None]) -> dict[str, Client]:
    """A client for each role."""
    return {role: client_of(person) for role, person in people.items()}


def addresses(view: View, case: Case) -> Iterator[str]:
    """The view's addresses for a document; of several forms each that there is."""
    unknown = set(view.arguments) - set(ARGUMENTS)
    assert not unknown, f"say in ARGUMENTS how {view.name} is called: {unknown}"
    fixed = {n: ARGUMENTS[n](case)[0] for n in view.arguments if n != "suffix"}
    suffixes = ARGUMENTS["suffix"](case) if "suffix" in view.arguments else [None]
    for suffix in suffixes:
        try:
            yield reverse(view.name, kwargs=fixed | ({"suffix": suffix} if suffix else {}))
        except NoReverseMatch:
            assert suffix, view


def query_of(view: View) -> dict[str, str]:
    """What is asked of a document's own address: the API takes nothing that it does not know."""
    return {} if view.is_api else {"q": COMMON}


def body(answer: HttpResponseBase) -> str:
    data = bytes(b"".join(answer) if answer.streaming else answer.content)  # type: ignore[attr-defined]
    if data.startswith(_ZIPPED):
        # a packed byte sequence is a word by chance, and no word is told by it
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(
                part for name in packed.namelist()
                for part in (name, packed.read(name).decode("utf-8", "replace"))
            )  # fmt: skip
    return data.decode("utf-8", "replace")


_ZIPPED = b"PK\x03\x04"


def told(answer: HttpResponseBase) -> str:
    """All that an answer says, but for what was in the question."""
    return body(answer) + answer.headers.get("Location", "")


def has_read_query(answer: HttpResponseBase) -> bool:
    """Whether anything looked at the query of the request that was so answered: a request takes it
    apart when it is first wanted, and keeps it. What only says the whole address again, as a link to
    sign in does, has not looked."""
    return "GET" in vars(answer.wsgi_request)  # type: ignore[attr-defined]


def hidden_from(role: str, cases: list[Case]) -> set[str]:
    return {s for case in cases if case.visibility not in SEES[role] for s in case.secrets}


@pytest.mark.any_database
def test_every_view_has_a_rule_that_is_known() -> None:
    assert len(VIEWS) > 60
    assert [(view.name, view.rule) for view in VIEWS if view.rule not in ADMITTED] == []


@pytest.mark.any_database
def test_who_is_not_admitted_sees_no_address(cases: list[Case], clients: dict[str, Client]) -> None:
    for role in ROLES:
        try_addresses_not_for(role, cases, clients)


def try_addresses_not_for(role: str, cases: list[Case], clients: dict[str, Client]) -> None:
    client = clients[role]
    for view in VIEWS:
        if role in ADMITTED[view.rule]:
            continue
        for address in addresses(view, cases[0]):
            for answer in (client.get(address), client.post(address)):
                if role == "stranger":
                    assert answer.status_code == 302, (view, answer.status_code)
                    assert answer["Location"].startswith(LOGIN), view
                else:
                    assert answer.status_code == 403, (view, answer.status_code)


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.slow_on_postgresql
@EACH_OR_ALL
def test_what_is_not_for_someone_is_told_by_no_address(
    cases: list[Case], clients: dict[str, Client], all_pairs: bool
) -> None:
    for role in ROLES:
        try_lists(role, cases, clients, all_pairs)


def try_lists(role: str, cases: list[Case], clients: dict[str, Client], all_pairs: bool) -> None:
    client = clients[role]
    hidden = hidden_from(role, cases)
    seen = {s for case in cases if case.visibility in SEES[role] for s in case.secrets}
    # to whom nothing is hidden nothing can be told
    common = QUERIES if hidden else QUERIES[:2]
    asked = read = 0
    shown: set[str] = set()
    for turn, view in enumerate(VIEWS):
        if role not in ADMITTED[view.rule] or view.of_document:
            continue
        queries = common
        if role == "editor" and "reader" in ADMITTED[view.rule] and not all_pairs:
            # to whom the same is hidden as to a reader, who asks in all ways
            queries = (QUERIES[0], *in_turn(QUERIES[1:], turn, all_pairs))
        for form, address in enumerate(addresses(view, cases[0])):
            # of a file the first form in all ways, of the others each in one
            another = form + ROLES.index(role)
            asked_of_form = queries if all_pairs or not form else in_turn(queries, another, False)
            for query in asked_of_form:
                answer = client.get(address, query)
                asked += 1
                read += has_read_query(answer)
                said = told(answer)
                leaked = [s for s in hidden if s in said]
                assert not leaked, (view.name, address, query, leaked)
                # without a worker the instance is not ready, and says so
                assert answer.status_code < 500 or view.name == "site:ready", (view, query)
                shown |= {s for s in seen if s in said}
                # who was asked nothing and did not look whether anything was asked answers the
                # same to everything
                if not has_read_query(answer):
                    break
    assert asked > 30 * len(common)
    assert read > 10 * len(common), "the test shows nothing if nobody looks at what is asked"
    # and it is no wonder of empty pages: what is for someone is told
    assert {case.document.pk for case in cases if case.visibility in SEES[role]} <= shown


@pytest.mark.any_database
@EACH_OR_ALL
def test_a_documents_own_addresses(
    cases: list[Case], clients: dict[str, Client], all_pairs: bool
) -> None:
    """Whoever may not see a document finds it at none of its addresses; of those that somebody may
    see one has each of its addresses."""
    for place, role in enumerate(ROLES):
        seen = [case for case in cases if case.visibility in SEES[role]]
        for case in cases:
            if case not in seen:
                try_own_addresses(role, case, clients[role], VIEWS)
        for at, case in enumerate(seen):
            turns = [
                view
                for turn, view in enumerate(VIEWS)
                if all_pairs or (turn + place) % len(seen) == at
            ]
            try_own_addresses(role, case, clients[role], turns)


def try_own_addresses(role: str, case: Case, client: Client, views: Sequence[View]) -> None:
    sees = case.visibility in SEES[role]
    for view in views:
        if role not in ADMITTED[view.rule] or not view.of_document:
            continue
        answers = [client.get(a, query_of(view)) for a in addresses(view, case)]
        found = [a for a in answers if a.status_code not in (404, 405)]
        if not sees:
            assert not found, (view, [a.status_code for a in answers])
            for address in addresses(view, case):
                posted = client.post(address, {"field": "text", "value": "x", "version": "1"})
                assert posted.status_code in (403, 404, 405), (view, posted.status_code)
            said = "".join(told(answer) for answer in answers)
            assert [s for s in case.secrets if s in said and s not in view_path(answers)] == []
        elif any(answer.status_code != 405 for answer in answers):
            assert found, (view, [a.status_code for a in answers])
        assert all(answer.status_code < 500 for answer in answers), view


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.any_database
@EACH_OR_ALL
def test_no_way_of_asking_tells_of_a_document_that_is_not_for_one(
    cases: list[Case], clients: dict[str, Client], all_pairs: bool
) -> None:
    """HEAD, parts of a file, and whether what somebody else was given has changed."""
    administrator = clients["administrator"]
    tags = turn = 0
    tried: Counter[tuple[str, str]] = Counter()
    for view in VIEWS:
        if not view.of_document:
            continue
        turn += 1
        hidden = [
            (role, case)
            for case in cases
            for role in ROLES
            if role in ADMITTED[view.rule] and case.visibility not in SEES[role]
        ]
        for role, case in in_turn(hidden, turn, all_pairs):
            for address in addresses(view, case):
                whole = administrator.get(address)
                asked = [*ways_of_asking(whole)]
                tags += len(asked) > len(WAYS)
                try_ways(clients[role], address, asked, case)
                tried[role, case.visibility] += 1
    least = 5 * (len(cases) if all_pairs else 1)
    assert tags > least, "the test shows nothing if nothing is told to be unchanged"
    assert len(tried) == sum(len(set(VISIBILITIES) - SEES[role]) for role in ROLES), tried
    assert min(tried.values()) > 5, tried


WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("head", {}),
    ("get", {"Range": "bytes=0-9"}),
    ("head", {"Range": "bytes=0-9"}),
    ("get", {"Range": "bytes=99999999999-"}),
    ("get", {"If-None-Match": "*"}),
    ("get", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
    ("get", {"If-Match": '"nothing"'}),
)


def ways_of_asking(whole: HttpResponseBase) -> Iterator[tuple[str, dict[str, str]]]:
    """Ways to ask for what an administrator was given as ``whole``."""
    yield from WAYS
    if etag := whole.headers.get("ETag"):
        yield "get", {"If-None-Match": etag}
        yield "head", {"If-None-Match": etag}
        yield "get", {"Range": "bytes=0-9", "If-Range": etag}
    if changed := whole.headers.get("Last-Modified"):
        yield "get", {"If-Modified-Since": changed}


def try_ways(
    client: Client, address: str, asked: list[tuple[str, dict[str, str]]], case: Case
) -> None:
    plain = client.get(address)
    for method, headers in asked:
        answer = getattr(client, method)(address, headers=headers)
        assert answer.status_code in (404, 405), (address, method, headers, answer.status_code)
        assert not {"ETag", "Content-Range", "Last-Modified"} & set(answer.headers), address
        said = told(answer) + " ".join(f"{k}: {v}" for k, v in answer.headers.items())
        assert not [s for s in case.secrets if s in said and s not in address], (address, headers)
        if method == "head":
            assert not body(answer)
            assert answer.headers.get("Content-Length") == plain.headers.get("Content-Length")


@pytest.mark.thorough
@pytest.mark.any_database
def test_head_admits_whom_get_admits(cases: list[Case], clients: dict[str, Client]) -> None:
    for role in ROLES:
        client = clients[role]
        for view in VIEWS:
            if role in ADMITTED[view.rule]:
                continue
            for address in addresses(view, cases[0]):
                answer = client.head(address)
                assert answer.status_code == client.get(address).status_code, view
                assert answer.status_code == (302 if role == "stranger" else 403), view


def admin_addresses(cases: list[Case]) -> list[str]:
    """The addresses of Django's administration pages, with those of what the cases are made of."""
    found = [reverse("admin:index"), reverse("admin:jsi18n"), reverse("admin:password_change")]
    for model in admin.site._registry:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{start}_changelist"), reverse(f"{start}_add")]
        rows = list(model._base_manager.values_list("pk", flat=True)[:30])
        for pk in rows:
            found += [
                reverse(f"{start}_{what}", args=[pk]) for what in ("change", "history", "delete")
            ]
    for case in cases:
        kind = ContentType.objects.get_for_model(Document).pk
        found.append(reverse("admin:view_on_site", args=[kind, case.document.pk]))
        found.append(
            reverse("admin:autocomplete")
            + "?app_label=registry&model_name=extraction&field_name=series&term="
        )
    return list(dict.fromkeys(found))


@pytest.mark.thorough
@pytest.mark.any_database
def test_the_administration_pages_are_for_administrators(
    cases: list[Case], clients: dict[str, Client]
) -> None:
    shown = try_administration_pages({"administrator"}, cases, clients)
    assert all(case.document.pk in shown for case in cases)


@pytest.mark.thorough
@pytest.mark.any_database
def test_the_administration_pages_are_not_for_others(
    cases: list[Case], clients: dict[str, Client]
) -> None:
    try_administration_pages(set(ROLES) - {"administrator"}, cases, clients)


def try_administration_pages(roles: set[str], cases: list[Case], clients: dict[str, Client]) -> str:
    """All pages that those of the roles are given."""
    asked = admin_addresses(cases)
    assert len(asked) > 100
    secrets = {s for case in cases for s in case.secrets}
    shown = ""
    for role in roles:
        client = clients[role]
        for address in asked:
            for ask in (client.get, client.head, client.post):
                answer = ask(address)
                page = body(answer)
                said = page + answer.headers.get("Location", "")
                if ask == client.get:
                    shown += page
                assert answer.status_code < 500, (role, address)
                if role != "administrator":
                    leaked = [s for s in secrets if s in said and s not in address]
                    assert not leaked, (role, address, leaked)
                if role in ("stranger", "reader", "fellow"):
                    assert answer.status_code in (302, 403), (role, address, answer.status_code)
    return shown


def view_path(answers: list[Any]) -> str:
    """What was in the questions may be said again: it tells nothing."""
    return " ".join(answer.request["PATH_INFO"] for answer in answers)


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.slow_on_postgresql
def test_the_api_with_a_token_tells_what_its_owner_may_see(
    cases: list[Case], people: dict[str, User | None]
) -> None:
    for role in ROLES:
        try_api(role, cases, people)


def try_api(role: str, cases: list[Case], people: dict[str, User | None]) -> None:
    person = people[role]
    headers = {}
    if person is not None:
        _token, secret = issue(person, "試し", None)
        headers = {"Authorization": f"Bearer {secret}"}
    client = Client()
    hidden = hidden_from(role, cases)
    for view in VIEWS:
        if not view.is_api:
            continue
        for case in cases:
            for address in addresses(view, case):
                parameters = (
                    [{}] if view.of_document or "suggest" in view.name else [{}, {"q": COMMON}]
                )
                for query in parameters:
                    answer = client.get(address, query, headers=headers)
                    said = told(answer)
                    leaked = [s for s in hidden if s in said and s not in address]
                    assert not leaked, (view.name, query, leaked)
                    if view.of_document and case.visibility not in SEES[role]:
                        assert answer.status_code == 404, view


def test_numbers_count_only_what_is_seen(cases: list[Case], clients: dict[str, Client]) -> None:
    for role in ROLES:
        try_numbers(role, cases, clients)


def try_numbers(role: str, cases: list[Case], clients: dict[str, Client]) -> None:
    client = clients[role]
    seen = len(SEES[role])
    found = client.get("/api/v1/search", {"q": COMMON}).json()
    assert found["total"] == 2 * seen
    assert sum(value["count"] for value in found["facets"]["publisher"]) == 2 * seen
    records = client.get("/api/v1/registers").json()
    (measures,) = (r for r in records["items"] if r["name"] == "measures")
    assert measures["records"] == 14 * seen
    home = client.get("/").content.decode()
    assert re.search(rf"{2 * seen}\s*件", home)
    suggested = client.get("/search/suggest", {"q": COMMON[:2]}).json()
    assert [s["count"] for s in suggested["suggestions"] if s["words"] == COMMON] == [2 * seen]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    config = msgspec.structs.replace(current.config(), closed=True)
    monkeypatch.setattr(current, "config", lambda: config)


@pytest.mark.any_database
def test_a_closed_instance_shows_a_stranger_its_door_and_nothing_else(
    cases: list[Case], clients: dict[str, Client], closed: None
) -> None:
    client = clients["stranger"]
    for view in VIEWS:
        for address in addresses(view, cases[0]):
            answer = client.get(address)
            if view.is_api:
                assert answer.status_code == 401, view
            elif view.rule != "always_public":
                assert answer.status_code == 302, view
                assert answer["Location"].startswith(LOGIN)
            assert not [s for case in cases for s in case.secrets if s in body(answer)], view
    reader = clients["reader"]
    assert reader.get("/").status_code == 200
    assert reader.get(reverse("viewer:document", args=[cases[2].document.pk])).status_code == 200


def test_a_document_that_is_taken_from_view_is_found_no_more_before_it_is_indexed_anew(
    cases: list[Case], clients: dict[str, Client]
) -> None:
    from shiryokan.documents.collections import put_in

    stranger, fellow = clients["stranger"], clients["fellow"]
    case = cases[0]
    asked = {"q": f'"{case.document.title[:5]}"'}

    def pages(client: Client) -> int:
        return int(client.get("/api/v1/search", asked).json()["total"])

    before = pages(stranger)
    assert before
    for document in Document.objects.filter(title__startswith=case.document.title[:5]):
        put_in(document, Collection.objects.get(name="groups"))
    assert pages(stranger) == 0
    from tests.alerts.conftest import work

    work()
    assert pages(stranger) == 0
    assert pages(fellow) == before
    assert not Document.objects.filter(unsettled=True).exists()


TELL_OF_THE_BIN = {"documents:bin", "audit:log", "audit:file", "accounts:own_data"}
"""Where editors and administrators read what was deleted, and people what they did."""


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.any_database
@EACH_OR_ALL
def test_what_is_in_the_bin_is_told_by_no_other_address(
    cases: list[Case],
    people: dict[str, User | None],
    clients: dict[str, Client],
    all_pairs: bool,
) -> None:
    """Also not to administrators, who see everything else."""
    from shiryokan.documents.bin import put_in_bin

    case = cases[0]
    for document in Document.objects.filter(title__startswith=case.document.title[:4]):
        put_in_bin(document)
    # what the administration says of the address that was asked comes on the next page of the session
    administrator = client_of(people["administrator"])
    # intakes, series and jobs are the engine room, where an administrator sees what was there
    for address in admin_addresses(cases):
        if address.startswith(("/admin/documents/document/", "/admin/r/")):
            said = body(administrator.get(address))
            assert not [s for s in case.secrets - {case.document.pk} if s in said], address
    for turn, view in enumerate(VIEWS):
        if view.name in TELL_OF_THE_BIN:
            continue
        others = [role for role in ROLES[:-1] if role in ADMITTED[view.rule]]
        for role in (ROLES[-1], *in_turn(others, turn, all_pairs)):
            for address in addresses(view, case):
                answer = clients[role].get(
                    address, query_of(view) if view.of_document else {"q": COMMON}
                )
                said = told(answer)
                assert not [s for s in case.secrets if s in said and s not in address], view
                if view.of_document:
                    assert answer.status_code in (404, 405, 410), (view, answer.status_code)


def test_what_a_server_asks_outside_of_a_request_finds_nothing(cases: list[Case]) -> None:
    from shiryokan.access import scope

    with scope.within_scope(lambda: scope.NOTHING):
        assert not Document.objects.exists()
        assert not Record.objects.exists()
