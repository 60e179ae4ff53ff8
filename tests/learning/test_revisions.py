"""A document is revised: its exercises stop, and a short course on what changed goes to everybody
whose work quotes it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.access.readers import members_who_see, reading_as
from shiryokan.checklists import models as checklists
from shiryokan.documents.models import Document
from shiryokan.learning import assigning, courses, making_revisions, models, revisions
from shiryokan.learning.asking import stopped
from shiryokan.learning.content import exercise_from
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import Answer, QuotedPlace, TrueOrFalse
from shiryokan.news import drafting
from shiryokan.paper.model import Box
from shiryokan.quotes.holders import people_quoting, quoted_documents, quoted_keys
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.records.models import Extraction
from shiryokan.records.rows import record_of
from shiryokan.registers.comparison import FieldChange
from shiryokan.registers.comparison.differences import difference
from shiryokan.remarks.models import Remark
from tests.learning import revised_notice
from tests.learning.conftest import answer, put, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hensha(notices: list[Document]) -> User:
    return User.objects.create_user("hensha", is_staff=True)


def quote(owner: User, document: Document) -> Quote:
    row = document.records.get(register="notices", data__code="A000", data__number="(2)")
    (trace,) = record_of(row).provenance["text"]
    return Quote.objects.create(
        owner=owner, document_id=document.pk, sha256=document.sha256, page=1,
        boxes=[list(box) for box in trace.places[0].boxes], words=trace.places[0].text,
        register="notices", key=row.key, field="text",
    )  # fmt: skip


def of_quote(row: Quote) -> TrueOrFalse:
    """An exercise that a quote answers."""
    place = QuotedPlace(
        sha256=row.sha256, page=row.page, boxes=tuple(Box(*box) for box in row.boxes),
        words=row.words, register=row.register, key=row.key, field=row.field,
    )  # fmt: skip
    return TrueOrFalse(id="", prompt="記録は三年間保存する。", right=True, quotes=(place,))


def test_everybody_whose_work_quotes_a_document_is_given_what_changed(
    notices: list[Document], hensha: User
) -> None:
    old, new = notices
    taro, jiro, saburo, writer = (
        User.objects.create_user(name) for name in ("taro", "jiro", "saburo", "kisha")
    )
    course = courses.new_course(hensha, "診療の記録")
    item = put(course, hensha, of_quote(quote(jiro, old)))
    courses.open_course(course, course.version)
    answer(taro, item, Answer(("true",)))
    quote(saburo, new)
    found = [Extraction.objects.get(document=each, register="notices") for each in notices]
    drafting.article_from(writer, *found)
    assert quoted_documents() == {old.pk, new.pk}
    assert people_quoting([old.pk]) == {
        taro.pk: {"講座"}, hensha.pk: {"講座"}, jiro.pk: {"引用箇所"}, writer.pk: {"記事"},
    }  # fmt: skip
    # whoever has a certificate that attests it, though the course asks other things now
    models.TrainingRecord.objects.create(
        user=saburo, name="三郎", title="済んだ講座", completed_on=timezone.localdate(),
        papers=[{"title": old.title, "sha256": old.sha256}],
    )  # fmt: skip
    assert people_quoting([old.pk])[saburo.pk] == {"講座"}

    (offer,) = revisions.offers()
    assert (offer.old.document, offer.new.document) == (old, new)
    made = revisions.make_course(hensha, offer)
    items = list(made.exercises.all())
    assert len(items) == revisions.QUESTIONS
    exercises = [exercise_from(each.versions.get()) for each in items]
    for exercise in exercises:
        assert isinstance(exercise, TrueOrFalse)
        shown = exercise.prompt.split("\n")[1].strip("「」")
        assert shown in exercise.explanation
        stands = any(now in shown for now in revised_notice.CHANGED.values())
        assert stands == exercise.right
        assert [quote.sha256 for quote in exercise.quotes] == [new.sha256, old.sha256]
    # what somebody quotes is asked of
    assert any(revised_notice.NOW in each.explanation for each in exercises)
    cited = models.Citation.objects.filter(version__exercise__course=made)
    # what was before is history, which stops nothing
    assert set(cited.values_list("document_id", "judged")) == {(new.pk, True), (old.pk, False)}
    assert made.lessons.get().citations.count() == revisions.QUESTIONS
    # made once, whoever presses twice
    with pytest.raises(LearningError):
        revisions.make_course(hensha, offer)
    due = timezone.localdate() + datetime.timedelta(days=14)
    (row,) = (each.row for each in revisions.offers())
    assert row is not None
    # nobody is sent to what nobody passed
    with pytest.raises(LearningError):
        revisions.assign_to_all(row, hensha, due)
    for each in items:
        made.refresh_from_db()
        courses.pass_exercise(made, made.version, hensha, each.pk)
    courses.open_course(made, made.version)
    work()
    # what was asked of the old document has stopped, the short course has not
    assert [each.pk for each in stopped()] == [item.pk]
    (row,) = (each.row for each in revisions.offers())
    assert row is not None
    assigned = revisions.assign_to_all(row, hensha, due)
    assert {each.user for each in assigned} == {taro, hensha, jiro, saburo, writer}
    assert revisions.assign_to_all(row, hensha, due) == []
    assert [each.course for each in assigning.of_person(jiro)] == [made]
    made.refresh_from_db()
    courses.close_course(made, made.version)
    assert revisions.offers() == []


def test_remarks_and_checklists_name_who_works_with_them(
    notices: list[Document], hensha: User
) -> None:
    old, new = notices
    writer, asker, answerer, onlooker = (
        User.objects.create_user(name) for name in ("memo", "tenken", "kotae", "miru")
    )
    Remark.objects.create(owner=writer, text="見直す", document_id=old.pk, page=1)
    Remark.objects.create(owner=onlooker, text="よい", document_id=new.pk, page=1)
    Remark.objects.create(owner=asker, text="本当か", quote=quote(hensha, old))
    found = checklists.Checklist.objects.create(title="点検", series="点検", year=2026, by=asker)
    item = checklists.CheckItem.objects.create(checklist=found, position=1, key="1", number="1")
    checklists.Citation.objects.create(item=item, document_id=old.pk, page=1, words="港", key="k")
    house = checklists.Organisation.objects.create(name="霧浜市立病院")
    for user, role in ((answerer, "answerer"), (onlooker, "reader")):
        checklists.Membership.objects.create(organisation=house, user=user, role=role)
    place = checklists.Facility.objects.create(organisation=house, name="本院")
    checklists.Assessment.objects.create(
        organisation=house, facility=place, checklist=found, by=asker, year=2026
    )
    assert people_quoting([old.pk]) == {
        hensha.pk: {"引用箇所"}, writer.pk: {"メモ"}, asker.pk: {"メモ", "点検表"},
        answerer.pk: {"点検表"},
    }  # fmt: skip
    assert quoted_documents() == {old.pk, new.pk}
    assert "k" in quoted_keys([old.pk])


def test_who_may_not_see_the_new_document_and_what_needs_no_course(
    notices: list[Document], hensha: User
) -> None:
    old, new = notices
    jiro, admin, taro = (
        User.objects.create_user("jiro"), User.objects.create_superuser("kanri"),
        User.objects.create_user("taro"),
    )  # fmt: skip
    taro.groups.add(Group.objects.create(name="医事課"))
    for user in (taro, jiro, admin):
        quote(user, old)
    closed = Collection.objects.create(name="限られた人", visibility=Collection.GROUPS)
    closed.groups.add(*Group.objects.all())
    Document.objects.filter(pk=new.pk).update(collection=closed)
    assert set(revisions.people_of(old.pk, new.pk)) == {taro, admin}
    for visibility in (Collection.PUBLIC, Collection.MEMBERS, Collection.GROUPS):
        Collection.objects.update(visibility=visibility)
        for user in User.objects.all():
            with reading_as(user):
                sees = Document.objects.filter(pk=new.pk).exists()
            assert members_who_see(closed.pk, User.objects.all()).contains(user) == sees
    with reading_as(jiro):
        assert revisions.offers() == []
    (offer,) = revisions.offers()
    revisions.set_aside(hensha, offer)
    assert revisions.offers() == []


def test_what_a_later_paper_corrected_is_asked_too(notices: list[Document], hensha: User) -> None:
    old, letter = notices
    Extraction.objects.update(series=None)
    Document.objects.update(title_given=True)
    jiro = User.objects.create_user("jiro")
    kept, said = quote(jiro, old), quote(hensha, letter)
    assert revisions.offers() == []
    now = timezone.now()
    QuoteStanding.objects.create(
        quote=kept, state="corrected", judged_at=now, since=now, cause_kind="letter",
        cause_document=letter.pk, cause_page=1, cause_boxes=said.boxes, cause_words=said.words,
    )  # fmt: skip
    (offer,) = revisions.offers()
    assert offer.by_letter and (offer.old.document, offer.new.document) == (old, letter)
    assert revisions.offer_of(offer.old, offer.new) == offer
    made = revisions.make_course(hensha, offer)
    (item,) = made.exercises.all()
    exercise = exercise_from(item.versions.get())
    assert isinstance(exercise, TrueOrFalse) and not exercise.right
    assert revised_notice.QUOTED in exercise.prompt
    assert revised_notice.NOW in exercise.explanation
    assert [each.sha256 for each in exercise.quotes] == [letter.sha256, old.sha256]
    courses.pass_exercise(made, made.version, hensha, item.pk)
    courses.open_course(made, made.version)
    (offer,) = revisions.offers()
    assert offer.row is not None
    assert [each.user for each in revisions.assign_to_all(offer.row, hensha, now.date())] == [
        hensha, jiro,
    ]  # fmt: skip
    # no paper that has nothing to do with it
    other = Extraction(register="errata", document=letter)
    with pytest.raises(LearningError):
        revisions.offer_of(offer.new, other)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("端末の持ち出しは三十日前までに届け出る。", "端末の持ち出しは十四日前までに届け出る。", 1),
        # kana and signs alone
        ("端末の持ち出しは、三十日前までに届けでる。", "端末の持ち出しは三十日前までに届けでる。", 0),
        # two of the old that could each be it
        (
            "病棟の端末の持ち出しは三十日前に届け出る。\n病室の端末の持ち出しは三十日前に届け出る。",
            "病棟の端末の持ち出しは十四日前に届け出る。", 0,
        ),
        ("端末は台帳に載せて保管する規則である。", "利用者の氏名は毎月末に提出しなければならない。", 0),
    ],
)  # fmt: skip
def test_sentences_that_were_surely_made_others(old: str, new: str, count: int) -> None:
    field = FieldChange("text", old, new, difference(old, new))
    assert len(list(making_revisions.pairs(field))) == count
