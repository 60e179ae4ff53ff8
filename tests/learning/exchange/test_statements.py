"""xAPI statements and the CSV of records."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiryokan.learning.exchange.records_csv import RecordRow, records_csv
from shiryokan.learning.exchange.xapi import (
    BATCH,
    Answered,
    Completed,
    House,
    Learner,
    answered,
    batches,
    completed,
)
from shiryokan.learning.exercise import Answer, Exercise, PagePoint, text_id
from tests.learning.exchange.exercises import (
    ALL,
    NUMBER,
    ONE,
    ORDER,
    POINT,
    SEVERAL,
    TRUTH,
    exercises,
)

HOUSE = House("https://library.example", "霧浜市立病院")
AT = datetime.datetime(2026, 6, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
LEARNER = Learner("u-17", "髙橋 花子")
TYPES = {
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")


def keys(thing: dict[str, Any], required: set[str], allowed: set[str]) -> None:
    assert required <= {*thing} <= required | allowed, thing


def checked(statement: dict[str, Any]) -> dict[str, Any]:
    """A statement as any record store would get it, against what the standard demands of it."""
    said: dict[str, Any] = json.loads(json.dumps(statement))
    keys(said, {"actor", "verb", "object"}, {"id", "result", "context", "timestamp", "version"})
    assert str(uuid.UUID(said["id"])) == said["id"]
    assert datetime.datetime.fromisoformat(said["timestamp"]).tzinfo is not None
    assert said["version"].startswith("1.0.")
    keys(said["actor"], {"objectType", "account"}, {"name"})
    keys(said["actor"]["account"], {"homePage", "name"}, set())
    assert IRI.fullmatch(said["actor"]["account"]["homePage"])
    for activity in (
        said["object"],
        *said["context"].get("contextActivities", {}).get("parent", []),
    ):
        keys(activity, {"objectType", "id", "definition"}, set())
        assert IRI.fullmatch(activity["id"])
        definition = activity["definition"]
        keys(
            definition,
            {"type", "name"},
            {"description", "interactionType", "correctResponsesPattern", "choices"},
        )
        for words in (definition["name"], definition.get("description", {})):
            assert all(
                LANGUAGE.fullmatch(tag) and isinstance(text, str) for tag, text in words.items()
            )
        if "interactionType" in definition:
            assert definition["interactionType"] in TYPES
            names = [choice["id"] for choice in definition.get("choices", [])]
            assert len({*names}) == len(names)
            assert not any(re.search(r"\s|\[,\]", name) for name in names)
    keys(said["result"], set(), {"score", "success", "completion", "response", "extensions"})
    assert -1 <= said["result"].get("score", {"scaled": 0})["scaled"] <= 1
    for place in (said["result"], said["context"]):
        assert all(IRI.fullmatch(key) for key in place.get("extensions", {}))
    return said


def statement(exercise: Exercise, answer: Answer) -> dict[str, Any]:
    return checked(
        answered(Answered(uuid.UUID(int=5), LEARNER, "9", "医療安全", exercise, answer, AT), HOUSE)
    )


@settings(max_examples=60, deadline=None)
@given(exercises, st.text(max_size=5))
def test_whatever_is_answered_makes_a_statement(exercise: Exercise, said: str) -> None:
    statement(exercise, Answer(chosen=(said,), typed=said))


@pytest.mark.parametrize(
    ("exercise", "answer", "kind", "response", "pattern", "success"),
    [
        (ONE, Answer((text_id("年１回"),)), "choice", text_id("年１回"), text_id("年１回"), True),
        (SEVERAL, Answer((text_id("資料"),)), "choice", text_id("資料"), "[,]".join(text_id(c.text) for c in SEVERAL.choices if c.right), False),
        (TRUTH, Answer(("false",)), "true-false", "false", "false", True),
        (NUMBER, Answer(typed="５．２年"), "numeric", "5.2", "4.5[:]5.5", True),
        (ORDER, Answer(tuple(map(text_id, ORDER.items))), "sequencing", "[,]".join(map(text_id, ORDER.items)), "[,]".join(map(text_id, ORDER.items)), True),
        (POINT, Answer(point=PagePoint(12, 100, 105)), "other", "12[,]100[,]105", None, True),
    ],
)  # fmt: skip
def test_an_answer_of_each_kind(
    exercise: Exercise, answer: Answer, kind: str, response: str, pattern: str | None, success: bool
) -> None:
    said = statement(exercise, answer)
    definition = said["object"]["definition"]
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert (
        definition["interactionType"],
        said["result"]["response"],
        said["result"]["success"],
    ) == (kind, response, success)
    assert definition.get("correctResponsesPattern") == (None if pattern is None else [pattern])
    assert said["object"]["id"] == f"https://library.example/learning/exercises/{exercise.id}/1"
    assert said["context"]["contextActivities"]["parent"][0]["definition"]["name"] == {
        "ja": "医療安全"
    }
    assert said["context"]["extensions"]["https://library.example/xapi/quotes"][0]["page"] == 12


def test_a_completed_course_and_one_that_was_only_read() -> None:
    done = Completed(
        uuid.UUID(int=6), LEARNER, "9", "医療安全", AT, 92, "https://library.example/c/1"
    )
    said = checked(completed(done, HOUSE))
    assert said["verb"]["id"].endswith("/passed")
    assert (said["result"]["score"], said["result"]["completion"]) == ({"scaled": 0.92}, True)
    read = checked(
        completed(Completed(uuid.UUID(int=7), Learner("u-18"), "9", "医療安全", AT), HOUSE)
    )
    assert read["verb"]["id"].endswith("/completed")
    assert "name" not in read["actor"]


def test_statements_are_sent_in_batches_and_each_once() -> None:
    made = [
        answered(Answered(uuid.UUID(int=n), LEARNER, "9", "甲", ALL[n % 6], Answer(), AT), HOUSE)
        for n in range(2 * BATCH + 1)
    ]
    sent = [json.loads(body) for body in batches(made)]
    assert [len(batch) for batch in sent] == [BATCH, BATCH, 1]
    assert [each["id"] for batch in sent for each in batch] == [each["id"] for each in made]
    assert [*batches([])] == []


def test_records_open_in_a_spreadsheet_and_run_nothing() -> None:
    rows = [
        RecordRow(
            name="=HYPERLINK(1)", department="外科、内科", course="医療安全", completed_on=AT.date(), how="この館で",
            percent=92, late=True, certificate="2026-000001", valid_until=datetime.date(2027, 6, 1), papers=("指針", "要綱"), note='"引用"\n二行',
        ),
        RecordRow(name="花子", course="医療安全", completed_on=AT.date()),
    ]  # fmt: skip
    data = records_csv(rows)
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found[0][:4] == ["氏名", "所属", "講座", "修了日"]
    assert found[1][0] == "'=HYPERLINK(1)"
    assert found[1][3:12] == [
        "2026-06-01",
        "この館で",
        "92",
        "はい",
        "2026-000001",
        "2027-06-01",
        "",
        "指針、要綱",
        '"引用"\n二行',
    ]
    assert found[2] == ["花子", "", "医療安全", "2026-06-01", *[""] * 8]
