"""Two schedules compared: what must be told apart, and what must not be told at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shiryokan.registers.fees import FeeItem, Variant
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
