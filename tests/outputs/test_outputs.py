"""Outcomes of two commits are the same where only time and place differ, and else are told apart."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from tools import compare_outputs
from tools.outputs import calls, instance
from tools.outputs.comparing import Justified, compare, justifications
from tools.outputs.driver import write_outcome
from tools.outputs.normalising import Options, Outcome, read_outcome, units
from tools.outputs.reporting import line_of, report, summary

ROOT = Path(__file__).parent.parent.parent
SAME = (Options(), Options())


def outcome(stdout: object, code: int = 0, said: str = "", asked: str = "") -> Outcome:
    data = stdout if isinstance(stdout, bytes) else json.dumps(stdout, ensure_ascii=False).encode()
    return Outcome(code, asked, "2024-07-10", data, said.encode(), b"")


def rows(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def workbook(width: int, *cells: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("台帳")
        sheet.set_column(0, 0, width)
        sheet.write_column(0, 0, ["見出し", *cells])
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("json", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("json", {"added_at": "2024-01-01T00:00:00Z"}, {"added_at": "2025-01-01T00:00:00Z"}),
        ("json", {"next": "http://a/?cursor=x.y", "next_cursor": "x.y"},
                 {"next": "http://a/?cursor=p.q", "next_cursor": "p.q"}),
        ("json", {"items": [{"id": 3, "name": "総務省"}]}, {"items": [{"id": 9, "name": "総務省"}]}),
        ("xlsx", workbook(10, "一"), workbook(30, "一")),
    ],
)  # fmt: skip
def test_what_must_differ_does_not_count(form: str, before: object, after: object) -> None:
    assert compare(f"search/x.{form}", outcome(before), outcome(after), SAME) is None


@pytest.mark.parametrize(
    ("form", "before", "after", "key"),
    [
        ("json", {"id": "a1"}, {"id": "a2"}, "id"),
        ("json", {"next": None}, {"next": "http://a/?cursor=p.q"}, "next"),
        ("json", {"items": [{"score": 1.25}]}, {"items": [{"score": 1.5}]}, "score"),
        ("json", {"facets": {"year": [{"value": "2024", "count": 2}]}}, {"facets": {}}, "facets"),
        ("json", {"path": ["a", "b"]}, {"path": ["b", "a"]}, "path"),
        ("jsonl", rows({"key": 1, "x": 1}), rows({"key": 1, "y": 1}), "x"),
        ("csv", "題,年\na,1\n".encode(), "題,年\na,2\n".encode(), "年"),
        ("xlsx", workbook(10, "一"), workbook(10, "二"), "見出し"),
        ("text", b"one\ftwo\n", b"one\ftwo!\n", "(text)"),
    ],
)  # fmt: skip
def test_all_else_counts(form: str, before: object, after: object, key: str) -> None:
    found = compare(f"search/x.{form}", outcome(before), outcome(after), SAME)
    assert found is not None
    assert found.unexplained > 0
    assert found.keys[key] > 0


def test_a_long_text_is_compared_line_by_line() -> None:
    before, after = outcome({"text": "one\ntwo\nthree"}), outcome({"text": "one\n2\nthree"})
    found = compare("text/x.json", before, after, SAME)
    assert found is not None
    assert (found.removed, found.added, found.keys) == (1, 1, {"text": 2})


def test_codes_and_what_is_said_count() -> None:
    found = compare("text/x.text", outcome(b"", 0), outcome(b"", 1, "x.pdf: broken"), SAME)
    assert found is not None
    assert found.notes == ["exit 0 → 1"]
    assert found.keys["said"] == 1


def test_the_place_of_a_checkout_and_the_day_of_a_citation_do_not_count() -> None:
    here, there = Options(place="/a/before"), Options(place="/b/after")
    before, after = (outcome(b"", 1, f'File "{o.place}/src/x.py"') for o in (here, there))
    assert compare("text/x.text", before, after, (here, there)) is None
    told = {
        "japanese": "（2024年7月10日閲覧）",
        "csl_json": {"accessed": {"date-parts": [[2024, 7, 10]]}},
    }
    later = {
        "japanese": "（2024年8月1日閲覧）",
        "csl_json": {"accessed": {"date-parts": [[2024, 8, 1]]}},
    }
    first, second = (outcome(each, asked="/citation") for each in (told, later))
    second.day = "2024-08-01"
    assert compare("exports/x.json", first, second, SAME) is None
    second.asked = first.asked = "/search"
    assert compare("exports/x.json", first, second, SAME) is not None


def test_units_are_told_as_gone_new_changed_or_moved() -> None:
    a, b, c = {"key": "a", "x": 1}, {"key": "b", "x": 1}, {"key": "c", "x": 1}
    cases = (
        (rows(a, b), rows(b), {"gone": 1}),
        (rows(a), rows(a, c), {"new": 1}),
        (rows(a, b), rows(a, b | {"x": 2}), {"changed": 1}),
        (rows(a, b, c), rows(c, a, b), {"order": 3}),
        (rows(a, b, c), rows(b, a), {"gone": 1, "moved": 2}),
    )
    for before, after, counts in cases:
        found = compare("records/x.jsonl", outcome(before), outcome(after), SAME)
        assert found is not None
        assert found.units == counts


def test_a_renamed_key_and_one_left_out_do_not_count() -> None:
    before = outcome(rows({"key": "a", "heading": "一", "old": {"heading": "二"}}))
    after = outcome(rows({"key": "a", "title": "一", "old": {"title": "二"}, "added": 1}))
    options = (Options({"heading": "title"}, ("added",)), Options({}, ("added",)))
    assert compare("records/x.jsonl", before, after, options) is None
    assert compare("records/x.jsonl", before, after, SAME) is not None
    tables = outcome("古い,値\na,1\n".encode()), outcome("新しい,値,別\na,1,2\n".encode())
    options = (Options({"古い": "新しい"}, ("別",)), Options({}, ("別",)))
    assert compare("exports/x.csv", *tables, options) is None


def test_numbers_are_rounded_only_if_that_is_asked() -> None:
    before, after = outcome({"box": [1.001, 2.0]}), outcome({"box": [1.002, 2.0]})
    assert compare("text/x.json", before, after, SAME) is not None
    rounded = Options(digits=2)
    assert compare("text/x.json", before, after, (rounded, rounded)) is None


def test_a_difference_is_justified_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "differences.toml"
    file.write_text(
        """[[justified]]
outputs = "search/*"
lines = '"score":'
why = "the index was written once"
[[justified]]
outputs = "exports/*"
only = "order"
why = "numbers of rows"
""",
        "utf-8",
    )
    known = justifications(file)
    before = outcome({"items": [{"page": 1, "score": 1.0, "text": "a"}]})
    scores = outcome({"items": [{"page": 1, "score": 2.0, "text": "a"}]})
    more = outcome({"items": [{"page": 1, "score": 2.0, "text": "b"}]})
    found = compare("search/x.json", before, scores, SAME, known)
    assert found is not None
    assert (found.unexplained, found.why) == (0, ["the index was written once"])
    found = compare("search/x.json", before, more, SAME, known)
    assert found is not None
    assert found.unexplained == 2
    found = compare("records/x.json", before, scores, SAME, known)
    assert found is not None
    assert found.unexplained == 2
    orders = outcome(rows({"key": 1}, {"key": 2})), outcome(rows({"key": 2}, {"key": 1}))
    found = compare("exports/x.jsonl", *orders, SAME, known)
    assert found is not None
    assert (found.unexplained, found.why) == (0, ["numbers of rows"])
    others = outcome(rows({"key": 1}, {"key": 2})), outcome(rows({"key": 3}, {"key": 1}))
    found = compare("exports/x.jsonl", *others, SAME, known)
    assert found is not None
    assert found.unexplained > 0


def test_an_outcome_that_only_one_commit_has_is_told() -> None:
    gone = compare("search/x.json", outcome({}), None, SAME)
    new = compare("search/x.json", None, outcome({}), SAME, [Justified("search/*", "more")])
    assert gone is not None
    assert new is not None
    assert (gone.state, gone.unexplained, new.state, new.unexplained) == ("gone", 1, "new", 0)
    assert "gone" in line_of(gone)
    assert summary("search", 3, [gone, new]) == (
        "search: 5 outputs, 3 the same; 1 gone, 1 new; 1 not justified"
    )


def test_the_report_counts_changed_lines_by_key_and_cuts_diffs() -> None:
    before = outcome(rows(*({"key": n, "heading": "a"} for n in range(9))))
    after = outcome(rows(*({"key": n, "heading": "b"} for n in range(9))))
    found = compare("records/x.jsonl", before, after, SAME)
    assert found is not None
    abouts = ({"commit": "a1", "libraries": {"x": "1"}}, {"commit": "b2", "libraries": {"x": "2"}})
    text = report(abouts, {"records": (4, [found])}, excerpt=6)
    assert "| `heading` | 18 | 1 |" in text
    assert "Libraries: x 1 → 2" in text
    assert "9 changed, lines -9 +9" in text
    assert f"… {found.lines - 6} lines more" in text


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.json.gz"
    write_outcome(target, 3, [b"{}", b"", "報告".encode()], "text x.pdf")
    kept = read_outcome(target)
    assert (kept.exit, kept.asked, kept.stdout, kept.stderr) == (3, "text x.pdf", b"{}", b"")
    assert kept.report.decode() == "報告"


def test_what_is_not_of_its_form_is_read_as_text() -> None:
    found = units(outcome(b"<html>nothing here</html>", 404), "json", Options())
    assert [unit.label for unit in found] == ["exit", "page 1"]


def test_every_outcome_has_a_name_of_its_own() -> None:
    files = {"corpus/plan/a.pdf": 3, "corpus/real/b.pdf": 400, "corpus/hostile/c.pdf": 0}
    names = [c.name for part in compare_outputs.COMMANDS.values() for c in part(files)]
    names += [call.name for call in instance.search_calls()]
    names += [r.name for r in (*instance.search_requests(), *instance.export_requests({}))]
    assert len(names) > 300
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert all(name.rpartition(".")[2].isalnum() for name in names)


def test_a_long_file_is_asked_of_the_registers_it_has_and_others_in_turn() -> None:
    files = dict.fromkeys([*calls.HAVE, *(f"corpus/real/{n}.pdf" for n in range(4))], 400)
    asked: dict[str, list[str]] = {file: [] for file in files}
    for call in calls.record_calls(files):
        if "{report}" in call.arguments:
            asked[call.files[0]].append(call.arguments[1])
    for file, registers in asked.items():
        assert len(set(registers)) == len(registers) == calls.ASKED_OF_MANY
        assert set(calls.HAVE.get(file, ())) <= set(registers)
    assert {register for each in asked.values() for register in each} == set(calls.REGISTERS)


def test_the_driver_calls_a_checkout_again_and_again(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "mikagami-slides.pdf"
    wanted = [
        {"arguments": ["text", str(file), "--format", "json"], "seconds": 60,
         "target": str(tmp_path / f"{number}.gz")}
        for number, file in enumerate([sample, tmp_path / "missing.pdf"])
    ]  # fmt: skip
    driver = [sys.executable, "-P", str(calls.DRIVER)]
    given = "\n".join(map(json.dumps, wanted))
    done = subprocess.run(
        [*driver, str(ROOT), "2"], input=given, check=True, capture_output=True, text=True
    )
    read, refused = (read_outcome(tmp_path / f"{number}.gz") for number in range(2))
    assert json.loads(done.stdout)["cpu"] > 0
    assert (read.exit, refused.exit, refused.stdout) == (0, 1, b"")
    assert json.loads(read.stdout.splitlines()[0])["page"] == 1
    assert "missing.pdf" in refused.stderr.decode()
    elsewhere = subprocess.run(
        [*driver, str(tmp_path), "2"], check=False, input="", capture_output=True, text=True
    )
    assert elsewhere.returncode != 0
    assert "not of" in elsewhere.stderr


def test_a_justification_may_name_several_outputs_and_only_what_is_gone() -> None:
    before, after = outcome({"a": 1}), outcome({"b": 1})
    known = [Justified(["search/*", "exports/x.json"], "left out", only="gone")]
    for name, left in (("exports/x.json", 1), ("exports/y.json", 2)):
        found = compare(name, before, after, SAME, known)
        assert found is not None
        assert found.unexplained == left
    found = compare("exports/x.json", before, outcome({}), SAME, known)
    assert found is not None
    assert not found.unexplained
