"""Two versions of a register: what is the same, changed, moved, split, merged, new and ended."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiryokan.registers.base import Heading, Record
from shiryokan.registers.comparison import KINDS, Change, changes, compare, difference, life
from shiryokan.registers.measures import Measure
from tests.paper.plan_words import Author

KANA = "アイウエオカキクケコサシスセソタチツテト"


def measure(label: str, plan: list[str], *, year: int = 2024, **other: object) -> Measure:
    fields = {"section": [Heading("1", "港と海")], "ministries": ["港湾局"], "progress": []} | other
    return Measure(
        document=str(year), key=f"{fields['section'][0].number}/{label}", page=1, provenance={},  # type: ignore[index]
        label=label, next_plan=plan, year=year, **fields,
    )  # fmt: skip


def following(before: Measure, label: str = "", plan: list[str] | None = None) -> Measure:
    """The next year's measure that restates the plan of the year before."""
    return measure(
        label or before.label,
        before.next_plan if plan is None else plan,
        year=2025,
        previous_plan="".join(before.next_plan),
        section=before.section,
        ministries=before.ministries,
    )


def kinds(old: list[Measure], new: list[Measure]) -> list[tuple[str, list[str], list[str]]]:
    return [(c.kind, c.old, c.new) for c in compare("measures", old, new).changes]


LIGHTS = measure("ア", ["灯台の電球を LED に替える。", "桟橋の手すりを塗り直す。"])
DESK = measure("イ", ["区役所の窓口を土曜も開ける。"])


def test_a_plan_that_goes_on_is_the_same() -> None:
    assert kinds([LIGHTS], [following(LIGHTS)]) == [("same", ["1/ア"], ["1/ア"])]


def test_two_documents_with_nothing_in_common_are_no_versions_of_one() -> None:
    words = [
        "灯台",
        "桟橋",
        "窓口",
        "図書館",
        "水道",
        "市電",
        "保育所",
        "公園",
        "消防署",
        "博物館",
        "牧場",
        "植物園",
    ]
    before = [measure(KANA[n], [f"{word}を直す。"]) for n, word in enumerate(words[:6])]
    after = [
        measure(
            KANA[n],
            [f"来年は{word}の人を増やし、夜まで開ける。"],
            year=2025,
            section=[Heading("7", "町")],
        )
        for n, word in enumerate(words[6:])
    ]
    assert not compare("measures", before, after).of_versions
    assert compare("measures", before, [following(each) for each in before]).of_versions
    one_goes_on = [following(before[0]), *after]
    assert compare("measures", before, one_goes_on).of_versions
    # one that ended and one that is new tell nothing
    assert compare("measures", before[:1], after[:1]).of_versions


def test_a_plan_that_is_replaced_is_changed_but_the_same_measure() -> None:
    new = following(LIGHTS, plan=["防波堤を高くする。"])
    (change,) = compare("measures", [LIGHTS], [new]).changes
    assert change.kind == "changed"
    assert [f.name for f in change.fields] == ["next_plan"]


def test_another_label_is_a_move() -> None:
    assert kinds([DESK], [following(DESK, "ア")]) == [("moved", ["1/イ"], ["1/ア"])]


def test_what_is_gone_ended_and_what_came_is_new() -> None:
    fresh = measure("イ", ["市電の音声案内を始める。"], year=2025)
    assert kinds([LIGHTS, DESK], [following(LIGHTS), fresh]) == [
        ("same", ["1/ア"], ["1/ア"]),
        ("ended", ["1/イ"], []),
        ("new", [], ["1/イ"]),
    ]


def test_one_measure_that_becomes_two_is_split() -> None:
    parts = [
        measure(label, [plan], year=2025, previous_plan=plan)
        for label, plan in zip("アイ", LIGHTS.next_plan, strict=True)
    ]
    assert kinds([LIGHTS], parts) == [("split", ["1/ア"], ["1/ア", "1/イ"])]


def test_two_measures_that_become_one_are_merged() -> None:
    both = [*LIGHTS.next_plan, *DESK.next_plan]
    one = measure("ア", both, year=2025, previous_plan="".join(both))
    assert kinds([LIGHTS, DESK], [one]) == [("merged", ["1/ア", "1/イ"], ["1/ア"])]


def test_like_measures_do_not_take_each_others_partners() -> None:
    old = [measure(k, [f"第{n}区の避難所の水を取り替える。"]) for n, k in enumerate("アイウエ")]
    new = [following(m, label) for m, label in zip(reversed(old), "アイウエ", strict=True)]
    pairs = {(c.old[0], c.new[0]) for c in compare("measures", old, new).changes}
    assert pairs == {("1/ア", "1/エ"), ("1/イ", "1/ウ"), ("1/ウ", "1/イ"), ("1/エ", "1/ア")}


def test_what_an_editor_confirmed_is_kept() -> None:
    unlike = measure("ウ", ["霧笛を鳴らす。"], year=2025)
    found = compare("measures", [DESK], [unlike], same=[("1/イ", "1/ウ")]).changes
    assert [(c.old, c.new) for c in found] == [(["1/イ"], ["1/ウ"])]
    apart = compare("measures", [DESK], [following(DESK)], apart=[("1/イ", "1/イ")]).changes
    assert sorted(c.kind for c in apart) == ["ended", "new"]


def test_a_life_goes_on_through_years_labels_and_sections() -> None:
    second = following(DESK, "ウ")
    third = measure(
        "オ", ["窓口を夜も開ける。"], year=2026, previous_plan="".join(second.next_plan),
        section=[Heading("2", "暮らし")],
    )  # fmt: skip
    made = [compare("measures", [LIGHTS, DESK], [second]), compare("measures", [second], [third])]
    stages = life(2, third.key, made)
    assert [(s.edition, s.keys, s.kind) for s in stages] == [
        (0, ("1/イ",), None),
        (1, ("1/ウ",), "moved"),
        (2, ("2/オ",), "changed"),
    ]
    assert [s.kind for s in life(0, LIGHTS.key, made)] == [None, "ended"]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("講習会を行う。", "講習会を行う。", [("same", "講習会を行う。", "講習会を行う。")]),
        (
            "講習会を 2 回行う。", "講習会を 3 回行う。",
            [("same", "講習会を ", "講習会を "), ("changed", "2", "3"), ("same", " 回行う。", " 回行う。")],
        ),
        ("灯台を塗る。", "灯台を塗る。桟橋を直す。",
         [("same", "灯台を塗る。", "灯台を塗る。"), ("come", "", "桟橋を直す。")]),
    ],
)  # fmt: skip
def test_differences_are_of_words(old: str, new: str, pieces: list[tuple[str, str, str]]) -> None:
    assert [(p.op, p.old, p.new) for p in difference(old, new)] == pieces


def test_radicals_and_spaces_are_no_differences() -> None:
    assert [p.op for p in difference("個⼈情報 の保護", "個人情報の保護")] == ["same"]


@given(st.text("灯台を塗る。直\n 1２", max_size=30), st.text("灯台を塗る。直\n 1２", max_size=30))
def test_the_pieces_are_both_texts_again(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(p.old for p in pieces) == old
    assert "".join(p.new for p in pieces) == new


def plans(chance: random.Random, count: int) -> list[Measure]:
    author = Author(chance, "mixed")
    return [
        measure(KANA[n], author.measure().following, ministries=author.measure().bureaus)
        for n in range(count)
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14))
def test_a_shuffled_and_pruned_register_is_followed(seed: int, count: int) -> None:
    chance = random.Random(seed)
    old = plans(chance, count)
    texts = {m.key: "".join(m.next_plan) for m in old}
    kept = [
        m for m in old if chance.random() < 0.8 and list(texts.values()).count(texts[m.key]) == 1
    ]
    chance.shuffle(kept)
    new = [following(m, KANA[n]) for n, m in enumerate(kept)]
    changes = compare("measures", old, new).changes
    pairs = {c.old[0]: c.new[0] for c in changes if c.old and c.new}
    assert {m.key: n.key for m, n in zip(kept, new, strict=True)}.items() <= pairs.items()
    assert all_once(changes, old, new)


def all_once(changes: list[Change], old: list[Measure], new: list[Measure]) -> bool:
    """Whether every record of both versions is in exactly one change."""
    sides: list[tuple[list[Measure], str]] = [(old, "old"), (new, "new")]
    return all(
        sorted(k for c in changes for k in getattr(c, name)) == sorted(r.key for r in records)
        for records, name in sides
    )


def test_registers_without_records_compare() -> None:
    empty: list[Record] = []
    assert compare("measures", empty, [DESK]).count()["new"] == 1
    assert compare("measures", [DESK], empty).count()["ended"] == 1
    assert compare("measures", empty, empty).changes == []


def many(count: int, *, year: int = 2024, changed: int = 5) -> list[Measure]:
    """Measures that differ by a number; of the later year every so manieth in its words too."""
    found = []
    for n in range(count):
        text = f"デジタル安全に関する第{n}号の取組について、関係府省庁と連携し、{n % 7}月までに検討を進める。"
        later = text.replace("検討", "具体的な検討") if n % changed == 0 else text
        restated = {"previous_plan": text} if year > 2024 else {}
        place = [Heading("1", "暮らし"), Heading(str(n // 50), "節")]
        plan = [later if year > 2024 else text]
        made = measure(str(n), plan, year=year, section=place, title=f"取組{n}", **restated)
        found.append(made)
        made.key = str(n)
    return found


@pytest.mark.thorough
def test_ten_thousand_near_identical_measures_are_compared_within_seconds() -> None:
    old, new = many(10_000), many(10_000, year=2025)
    began = time.process_time()
    made = compare("measures", old, new)
    assert time.process_time() - began < 30
    assert made.count() == dict.fromkeys(KINDS, 0) | {"same": 8000, "changed": 2000}
    assert all(c.old == c.new for c in made.changes)


def test_parts_are_looked_for_within_seconds_among_thousands() -> None:
    old = many(2_000)
    new = [following(each) for each in old]
    for each, before in zip(new, old, strict=True):
        each.key = before.key
    lone = [
        measure(f"新{n}", [f"まったく別の第{n}号の仕事を始める。"], year=2025) for n in range(2_000)
    ]
    began = time.process_time()
    made = compare("measures", old, [*new, *lone])
    assert time.process_time() - began < 30
    assert made.count()["new"] == 2_000


@pytest.mark.parametrize("seed", range(6))
def test_what_is_paired_among_candidates_is_what_the_exact_assignment_pairs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    old = [
        measure(
            f"{n}",
            Author(chance, "mixed").measure().following,
            section=[Heading(f"{n // 9}", "節")],
        )
        for n in range(60)
    ]
    kept = [each for each in old if chance.random() < 0.85]
    new = [following(each) for each in kept]
    for each in new:
        if chance.random() < 0.3:
            each.previous_plan = each.previous_plan.replace("する", "していく", 1)
    exact = compare("measures", old, new)
    monkeypatch.setattr(changes, "MOST_PAIRS", 0)
    among = compare("measures", old, new)
    assert [(c.kind, c.old, c.new) for c in among.changes] == [
        (c.kind, c.old, c.new) for c in exact.changes
    ]


def test_what_somebody_kept_apart_stays_apart_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_PAIRS", 0)
    made = compare("measures", [DESK], [following(DESK)], apart=[("1/イ", "1/イ")])
    assert made.count()["new"] == made.count()["ended"] == 1
