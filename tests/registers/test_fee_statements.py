"""What a draft says of two schedules, and of what it keeps silent."""

from __future__ import annotations

from shiryokan.paper.model import Box
from shiryokan.registers.base import Heading, Trace
from shiryokan.registers.fees import FeeItem, Note, Variant
from shiryokan.registers.fees.statements import fee_draft
from shiryokan.registers.source_text import Place
from shiryokan.registers.statements import Draft


def traced(page: int, row: int, *texts: str) -> Trace:
    boxes = tuple(
        Box(100, 100 + 20.0 * (row + n), 400, 115 + 20.0 * (row + n)) for n in range(len(texts))
    )
    return Trace((Place(page, boxes, "\n".join(texts)),))


def item(
    document: str,
    code: str = "A101",
    name: str = "療養病棟入院基本料",
    *,
    points: int | None = None,
    variants: tuple[tuple[str, str, int], ...] = (),
    notes: tuple[tuple[str, str], ...] = (),
    page: int = 3,
    deleted: bool = False,
) -> FeeItem:
    """An item as the register reads it, each row of it in a place of its own."""
    provenance = {
        "code": [traced(page, 0, code)],
        "name": [traced(page, 0, name)],
        "path": [traced(1, 0, "第１章 基本診療料"), traced(1, 1, "第２部 入院料等")],
        "variants": [
            traced(page, n + 1, f"{label}　{text}　{worth:,}点")
            for n, (label, text, worth) in enumerate(variants)
        ],
        "notes": [
            traced(page, 20 + 5 * n, f"{number}　", *text.split("|"))
            for n, (number, text) in enumerate(notes)
        ],
    }
    if points is not None:
        provenance["value"] = [traced(page, 0, f"{points:,}点")]
    return FeeItem(
        document=document, key=code, page=page, provenance=provenance, code=code, name=name,
        path=[Heading("第１章", "基本診療料"), Heading("第２部", "入院料等")],
        points=points, value=f"{points}点" if points else "", deleted=deleted,
        variants=[
            Variant(label=label.split(), name=text, points=worth, value=f"{worth}点")
            for label, text, worth in variants
        ],
        notes=[Note(number=number, text=text.replace("|", "")) for number, text in notes],
    )  # fmt: skip


def texts(draft: Draft) -> list[str]:
    return [each.text for chapter in draft.chapters for each in chapter.statements]


def test_points_are_told_with_the_places_of_both_sides() -> None:
    old = item("r4", points=1813)
    new = item("r6", points=1964, page=5)
    draft = fee_draft([old], [new])
    assert texts(draft) == ["A101 療養病棟入院基本料の点数が1,813点から1,964点に改められた。"]
    (statement,) = draft.chapters[0].statements
    assert [(c.side, c.document, c.page) for c in statement.cited] == [
        ("old", "r4", 3),
        ("new", "r6", 5),
    ]
    assert all("点" in c.words and c.boxes for c in statement.cited)
    assert draft.chapters[0].title == "第１章　基本診療料　第２部　入院料等"
    assert draft.left_out == []


def test_an_addition_in_a_note_is_told_with_its_note_and_boxed_to_its_lines() -> None:
    text = "次の患者について、|届出をした病棟では、|経腸栄養管理加算として、１日につき{}点を|所定点数に加算する。"
    old = item("r4", notes=(("11", text.format(200)),))
    new = item("r6", notes=(("12", text.format(300)),))
    draft = fee_draft([old], [new])
    assert texts(draft) == [
        "A101 療養病棟入院基本料の注12の経腸栄養管理加算（改正前は注11）の点数が200点から300点に改められた。"
    ]
    cited = draft.chapters[0].statements[0].cited
    assert [len(each.boxes) for each in cited] == [2, 2]
    assert "経腸栄養管理加算" in cited[1].words and "300点" in cited[1].words


def test_what_came_beside_something_like_it_that_went_is_left_out() -> None:
    old = item("r4", variants=(("1", "入院料Ａ", 100), ("2", "その他の場合", 50)))
    new = item("r6", variants=(("1", "入院料１", 110), ("2", "その他の場合", 50)))
    draft = fee_draft([old], [new])
    assert texts(draft) == []
    assert {each.why for each in draft.left_out} == {"alike"}
    assert all(each.old_page or each.new_page for each in draft.left_out)


def test_a_new_variant_and_one_that_ended() -> None:
    old = item("r4", variants=(("1", "朝に行う場合", 100), ("2", "ガストリン", 50)))
    new = item("r6", variants=(("1", "朝に行う場合", 100), ("2", "遺伝子の解析による測定", 70)))
    assert set(texts(fee_draft([old], [new]))) == {
        "A101 療養病棟入院基本料の2「ガストリン」（50点）が廃止された。",
        "A101 療養病棟入院基本料の2「遺伝子の解析による測定」（70点）が新設された。",
    }


def test_a_label_that_stands_twice_says_nothing() -> None:
    twice = (("1", "朝に行う場合", 100), ("2", "夜に行う場合", 50), ("2", "昼に行う場合", 70))
    changed = (("1", "朝に行う場合", 100), ("2", "夜に行う場合", 55), ("2", "昼に行う場合", 70))
    draft = fee_draft([item("r4", variants=twice)], [item("r6", variants=changed)])
    assert texts(draft) == []
    assert {each.why for each in draft.left_out} <= {"place", "alike"} and draft.left_out


def test_points_that_are_not_in_their_place_say_nothing() -> None:
    old, new = item("r4", points=100), item("r6", points=120)
    new.provenance["value"] = [traced(3, 0, "別の文字")]
    draft = fee_draft([old], [new])
    assert texts(draft) == []
    assert [each.why for each in draft.left_out] == ["worth"]


def test_an_item_that_ended_cites_the_row_that_says_it_is_deleted() -> None:
    stays = (
        item("r4", "A100", "一般病棟入院基本料", points=10),
        item("r6", "A100", "一般病棟入院基本料", points=10),
    )
    old, gone = (
        item("r4", "A400", "短期滞在手術等基本料", points=9),
        item("r6", "A400", "削除", deleted=True),
    )
    draft = fee_draft([stays[0], old], [stays[1], gone])
    assert texts(draft) == ["A400 短期滞在手術等基本料（9点）が廃止された。"]
    assert [c.side for c in draft.chapters[0].statements[0].cited] == ["old", "new"]
    assert "削除" in draft.chapters[0].statements[0].cited[1].words


def test_two_items_of_one_code_say_nothing() -> None:
    old = [item("r4", points=10)]
    new = [item("r6", points=12), item("r6", name="療養病棟入院基本料の特例", points=7)]
    new[1].key = "A101#2"
    draft = fee_draft(old, new)
    assert texts(draft) == []
    assert {each.why for each in draft.left_out} <= {"place", "alike"} and draft.left_out


def test_the_same_schedule_makes_no_draft() -> None:
    both = [item("r4", points=10, variants=(("1", "朝", 3),))]
    draft = fee_draft(both, both)
    assert draft.chapters == [] and draft.left_out == []
