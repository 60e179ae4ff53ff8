"""Two schedules compared: what must be told apart, and what must not be told at all."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.registers.comparison import compare
from shiryokan.registers.fees import FeeItem, Note, NotePart, Variant
from shiryokan.registers.fees.changes import FeeChange, as_rows, changes


def item(code: str = "D007", name: str = "血液化学検査", **more: object) -> FeeItem:
    variants = more.pop("variants", [])
    made = [
        Variant(
            label=label.split(), name=text, points=points, value=f"{points}点" if points else ""
        )
        for label, text, points in variants  # type: ignore[attr-defined]
    ]
    return FeeItem(
        document="", key=code, page=7, provenance={}, code=code, name=name, variants=made, **more
    )  # type: ignore[arg-type]


def told(
    old: list[FeeItem], new: list[FeeItem]
) -> list[tuple[str, str, str, int | None, int | None]]:
    return [
        (row["kind"], row["old_label"], row["new_label"], row["old_points"], row["new_points"])
        for row in as_rows(changes(old, new))
    ]  # type: ignore[misc]


def test_the_same_schedule_has_no_changes() -> None:
    items = [item(variants=[("1", "尿酸", 11), ("2", "その他", None)]), item("D008", "別の検査")]
    assert changes(items, items) == []


def test_points_of_an_item_and_of_a_variant() -> None:
    old = [item("A000", "初診料", points=288), item(variants=[("1", "尿酸", 11)])]
    new = [item("A000", "初診料", points=291), item(variants=[("1", "尿酸", 12)])]
    assert told(old, new) == [("points", "", "", 288, 291), ("points", "1", "1", 11, 12)]


def test_a_variant_put_in_at_the_top_changes_nothing_of_the_others() -> None:
    old = [item(variants=[("1", "尿酸", 11), ("2", "総蛋白", 12), ("3", "鉄", 15)])]
    new = [
        item(variants=[("1", "新検査", 9), ("2", "尿酸", 11), ("3", "総蛋白", 12), ("4", "鉄", 16)])
    ]
    assert told(old, new) == [("variant_new", "", "1", None, 9), ("points", "3", "4", 15, 16)]


def test_names_that_differ_only_in_their_number_are_different_variants() -> None:
    old = [item(variants=[("イ", "入院料Ａ", 1813), ("ロ", "入院料Ｂ", 1758)])]
    new = [item(variants=[("イ", "入院料１", 1964), ("ロ", "入院料２", 1909)])]
    assert sorted(row[0] for row in told(old, new)) == ["variant_ended"] * 2 + ["variant_new"] * 2


def test_lists_put_together_anew_are_compared_name_by_name() -> None:
    old = [item(variants=[("1", "葉酸、鉄", 150), ("2", "亜鉛（Ｚｎ、血清）、レニン", 160)])]
    new = [
        item(variants=[("1", "葉酸", 146), ("2", "鉄、銅", 150), ("3", "亜鉛（Ｚｎ、血清）", 160)])
    ]
    found = as_rows(changes(old, new))
    assert [(row["kind"], row["old_variant"] or row["new_variant"]) for row in found] == [
        ("points", "葉酸"), ("variant_ended", "レニン"), ("variant_new", "銅"),
    ]  # fmt: skip
    assert (found[0]["old_points"], found[0]["new_points"]) == (150, 146)


def test_sentences_are_no_lists() -> None:
    old = [item(variants=[("1", "病院であって、別に定める場合", 150)])]
    new = [item(variants=[("1", "診療所であって、別に定める場合", 150)])]
    assert [row[0] for row in told(old, new)] == ["variant_renamed"]


def test_a_level_put_in_above_a_variant_does_not_end_it() -> None:
    old = [item(variants=[("1", "日帰り", None), ("1 イ", "麻酔を伴う手術", 2947)])]
    new = [
        item(
            variants=[
                ("1", "日帰り", None), ("1 イ", "主として入院で行う", None),
                ("1 イ (1)", "麻酔を伴う手術", 2947), ("1 イ (2)", "(1)以外の場合", 2718),
            ]
        )
    ]  # fmt: skip
    assert told(old, new) == [("variant_new", "", "1 イ (2)", None, 2718)]


def test_a_code_given_anew_ends_one_item_and_begins_another() -> None:
    old = [item("A003", "オンライン診療料", points=71)]
    new = [item("A003", "紹介受診重点加算", points=800)]
    assert [row[0] for row in told(old, new)] == ["ended", "new"]


def test_a_deleted_item_has_ended_and_one_deleted_before_is_new() -> None:
    old = [item("A001", "再診料"), item("A002", "削除", deleted=True), item("A009", "加算")]
    new = [item("A001", "削除", deleted=True), item("A002", "外来診療料")]
    assert [(c.kind, c.code) for c in changes(old, new)] == [
        ("ended", "A001"), ("new", "A002"), ("ended", "A009"),
    ]  # fmt: skip


def test_units_and_names_of_items() -> None:
    old = [item("C108", "在宅悪性腫瘍等患者指導管理料", unit="月１回")]
    new = [item("C108", "在宅悪性腫瘍患者指導管理料", unit="１月につき")]
    assert [row[0] for row in told(old, new)] == ["renamed", "unit"]


def test_how_a_character_is_encoded_is_no_change() -> None:
    old = [item("K511", "⻑期管理料（２）", points=5)]
    new = [item("K511", "長期管理料(2)", points=5)]
    assert changes(old, new) == []


def test_rows_are_flat_and_both_sides_have_their_page() -> None:
    (row,) = as_rows(changes([item(points=1, value="1点")], [item(points=2, value="2点")]))
    assert (row["old_page"], row["new_page"]) == (7, 7)
    assert (row["old_value"], row["new_value"]) == ("1点", "2点")
    assert all(isinstance(value, str | int | None) for value in row.values())


def note(text: str, number: str = "1", variant: str = "", **parts: tuple[str, int | None]) -> Note:
    """A note with the entries イ, ロ … that are given by their label."""
    made = [
        NotePart(label=[label], text=name, points=points, value=f"{points}点" if points else "")
        for label, (name, points) in parts.items()
    ]
    lines = [text, *(f"{part.label[-1]}　{part.text}　{part.value}" for part in made)]
    return Note(number=number, text="\n".join(lines), variant=variant.split(), parts=made)


def paid(old: list[Note], new: list[Note]) -> list[tuple[str, str, str, int | None, int | None]]:
    return told([item(notes=old)], [item(notes=new)])


def test_points_in_the_sentence_of_a_note() -> None:
    text = "情報通信機器を用いた初診を行った場合には、{}点を算定する。"
    assert paid([note(text.format(251))], [note(text.format(253))]) == [
        ("note_points", "注1", "注1", 251, 253)
    ]


def test_amounts_that_follow_each_other_are_told_apart_by_their_names() -> None:
    text = (
        "時間外加算、休日加算又は深夜加算として、それぞれ{}点、250点又は{}点を所定点数に加算する。"
    )
    found = as_rows(
        changes(
            [item(notes=[note(text.format(85, 480))])], [item(notes=[note(text.format(90, 500))])]
        )
    )
    assert [(row["new_variant"], row["old_points"], row["new_points"]) for row in found] == [
        ("時間外加算", 85, 90), ("深夜加算", 480, 500),
    ]  # fmt: skip


def test_entries_of_a_note_and_one_that_is_new() -> None:
    old = note("次に掲げる点数を加算する。", "5", イ=("体制加算１", 32), ロ=("体制加算２", 40))
    new = note(
        "次に掲げる点数を加算する。", "5",
        イ=("体制加算１", 27), ロ=("体制加算２", 59), ハ=("体制加算３", 67),
    )  # fmt: skip
    assert paid([old], [new]) == [
        ("note_points", "注5 イ", "注5 イ", 32, 27),
        ("note_points", "注5 ロ", "注5 ロ", 40, 59),
        ("note_new", "", "注5 ハ", None, 67),
    ]


def test_a_note_taken_out_changes_nothing_of_those_that_get_its_number() -> None:
    first = "入院中の患者に対して薬剤を交付した場合は、算定しない。"
    second = (
        "６歳未満の乳幼児に対して初診を行った場合は、乳幼児加算として、75点を所定点数に加算する。"
    )
    third = "電話により再診を行った場合は、電話再診加算として、{}点を所定点数に加算する。"
    old = [note(first, "1"), note(second, "2"), note(third.format(10), "3")]
    new = [note(first, "1"), note(third.format(12), "2")]
    assert paid(old, new) == [
        ("note_ended", "注2", "", 75, None),
        ("note_points", "注3", "注2", 10, 12),
    ]


def test_an_addition_that_left_its_list_for_a_note_of_its_own() -> None:
    text = "保険薬局において、別に定める患者に対する調剤を行った場合に、次に掲げる点数を加算する。"
    old = note(text, "12", イ=("在宅体制加算１", 15), ロ=("在宅体制加算２", 50))
    alone = (
        "保険薬局において、別に定める患者に対する調剤を行った場合は、在宅体制加算１として、30点を"
        "加算する。"
    )
    divided = (
        "保険薬局において、患者の家で調剤を行った場合は、在宅体制加算２として、次の点数を加算する。"
    )
    new = [note(alone, "12"), note(divided, "13", イ=("一人の場合", 100), ロ=("イ以外の場合", 50))]
    assert paid([old], new) == [
        ("note_points", "注12 イ", "注12", 15, 30),
        ("divided", "注12 ロ", "注13 イ", 50, 100),
        ("divided", "注12 ロ", "注13 ロ", 50, 50),
    ]


def test_what_was_divided_has_not_lost_its_points() -> None:
    old = [item(variants=[("1", "再び来た場合", 45), ("2", "その他", 59)])]
    new = [
        item(
            variants=[
                ("1", "再び来た場合", None), ("1 イ", "かかりつけが行った場合", 45),
                ("1 ロ", "イ以外の場合", 45), ("2", "その他", 59),
            ]
        )
    ]  # fmt: skip
    assert told(old, new) == [("divided", "1", "1 イ", 45, 45), ("divided", "1", "1 ロ", 45, 45)]
    assert told(new, old) == [("merged", "1 イ", "1", 45, 45), ("merged", "1 ロ", "1", 45, 45)]


def test_an_item_with_points_of_its_own_is_divided_into_variants() -> None:
    old = [item(points=1600, value="1,600点")]
    new = [item(variants=[("1", "水を足すもの", 3500), ("2", "１以外の場合", 2500)])]
    assert told(old, new) == [("divided", "", "1", 1600, 3500), ("divided", "", "2", 1600, 2500)]


def test_placeholders_are_never_the_same() -> None:
    gone = Variant(label=["1"], name="削除", deleted=True)
    other = Variant(label=["2"], name="削除", deleted=True)
    kept = Variant(label=["2"], name="尿酸", points=11, value="11点")
    came = Variant(label=["1"], name="総蛋白", points=12, value="12点")

    def made(*variants: Variant) -> list[FeeItem]:
        return [msgspec.structs.replace(item(), variants=list(variants))]

    assert told(made(gone, kept), made(came, other)) == [
        ("variant_new", "", "1", None, 12),
        ("variant_ended", "2", "", 11, None),
    ]
    assert told(made(gone), made(other)) == []
    assert paid([note("削除", "3")], [note("削除", "4")]) == []


VARIANTS = st.lists(
    st.tuples(st.sampled_from(["尿酸", "総蛋白", "鉄", "葉酸", "亜鉛"]), st.integers(1, 99)),
    unique_by=lambda each: each[0],
)


@given(VARIANTS, VARIANTS)
def test_every_variant_is_accounted_for(before, after) -> None:
    def made(listed: list[tuple[str, int]]) -> FeeItem:
        return item(variants=[(str(i), name, n) for i, (name, n) in enumerate(listed, 1)])

    found: list[FeeChange] = changes([made(before)], [made(after)])
    new = {c.new.variant[-1] for c in found if c.kind == "variant_new" and c.new}
    ended = {c.old.variant[-1] for c in found if c.kind == "variant_ended" and c.old}
    names, later = dict(before), dict(after)
    assert new == later.keys() - names.keys()
    assert ended == names.keys() - later.keys()
    changed = {c.new.variant[-1] for c in found if c.kind == "points" and c.new}
    assert changed == {n for n in names.keys() & later.keys() if names[n] != later[n]}


def test_placeholders_are_no_records_of_a_comparison() -> None:
    old = [item("A001", "再診料"), item("A002", "削除", deleted=True), item("A009", "加算")]
    new = [item("A001", "削除", deleted=True), item("A002", "外来診療料"), item("A009", "加算")]
    found = compare("fees", old, new)
    assert [(change.kind, change.old, change.new) for change in found.changes] == [
        ("new", [], ["A002"]), ("ended", ["A001"], []), ("same", ["A009"], ["A009"]),
    ]  # fmt: skip


def test_an_addition_is_compared_by_its_name_wherever_its_note_stands() -> None:
    def made(place: str, points: int) -> FeeItem:
        whole = item("A000", "手帳加算", points=points, value=f"{points}点")
        return msgspec.structs.replace(
            whole, key="A000/手帳加算", kind="addition", parent="A000", place=place
        )

    (change,) = compare("fees", [made("注3", 10)], [made("注5", 12)]).changes
    assert (change.kind, change.moved) == ("changed", False)
    assert [(field.name, field.old, field.new) for field in change.fields] == [
        ("points", "10点", "12点")
    ]


def test_a_revision_in_numbers_of_another_kind_has_no_changes_for_that() -> None:
    """One is printed with digits, the other with numbers in kanji; both have their commas or not."""
    rule = "訪問した場合は、１回につき{}点を所定点数に加算する。"
    old = item(
        unit="１日につき", variants=[("1", "20分以上", 1250), ("2", "管理加算１", 90)],
        notes=[Note(number="1", text=rule.format("1,040"), points=[1040])],
    )  # fmt: skip
    new = item(
        unit="一日につき", variants=[("1", "二十分以上", 1250), ("2", "管理加算一", 95)],
        notes=[Note(number="1", text=rule.format("一、〇四〇"), points=[1040])],
    )  # fmt: skip
    new.variants[0].value = "千二百五十点"
    assert told([old], [new]) == [("points", "2", "2", 90, 95)]
