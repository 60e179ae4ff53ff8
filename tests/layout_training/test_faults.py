"""What counts as wrong with a line that was read, and what does not."""

from __future__ import annotations

from typing import Any

from tools.layout_training.faults import Fault, faults

from shiryokan.paper.model import Block, Box, Line, Page

EM = 10.0


def box(text: str, x: float, y: float) -> tuple[float, float, float, float]:
    return (x, y, x + EM * len(text), y + EM)


def read(*lines: tuple[str, float, float]) -> Page:
    """A page whose lines are (text, x, y), a space as wide as a character."""
    made = tuple(
        Line(text, Box(*box(text, x, y)), tuple(x + EM * at for at in range(len(text) + 1)))
        for text, x, y in lines
    )
    block = Block("text", Box(0, 0, 500, 500), made)
    return Page(1, 500, 500, "\n".join(line.text for line in made), (block,))


def field(
    number: int, kind: str, *lines: tuple[str, float, float], row: int | None = None,
    order: bool = True, text: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    printed = [{"text": text, "bbox": box(text, x, y)} for text, x, y in lines]
    return {
        "id": number, "kind": kind, "order": number if order else None,
        "table": None if row is None else 0, "row": row, "lines": printed, "marks": [],
        "text": text or "".join(each for each, _, _ in lines),
    }  # fmt: skip


def found(page: Page, *fields: dict[str, Any]) -> list[set[Fault]]:
    return faults(page, {"fields": list(fields)})


FIRST, REST = ("市は、計画を", 0, 0), ("定める。", 0, 15)
NUMBER, TITLE = ("１", 0, 30), ("補正予算", 50, 30)
NEXT_NUMBER, NEXT_TITLE = ("２", 0, 45), ("条例", 50, 45)


def test_lines_as_they_are_printed_are_right() -> None:
    fields = (
        field(0, "paragraph", FIRST, REST),
        field(1, "cell", NUMBER, row=0),
        field(2, "cell", TITLE, row=0),
    )
    assert found(read(FIRST, REST, NUMBER, TITLE), *fields) == [set()] * 4
    # a row on one line reads the same
    assert found(read(FIRST, REST, ("１　　　　補正予算", 0, 30)), *fields) == [set()] * 3


def test_a_paragraph_that_goes_on_elsewhere_is_broken_on_both_sides() -> None:
    alien = ("資料１", 200, 0)
    fields = field(0, "paragraph", FIRST, REST), field(1, "label", alien, order=False)
    assert found(read(FIRST, alien, REST), *fields) == [{"broken"}, set(), {"broken"}]


def test_what_does_not_follow_is_glued() -> None:
    beside = ("県が協議", 70, 0)
    fields = (
        field(0, "paragraph", FIRST, REST),
        field(1, "paragraph", beside, ("する。", 70, 15)),
    )
    page = read(("市は、計画を　県が協議", 0, 0), ("定める。　　　する。", 0, 15))
    assert all("glued" in each for each in found(page, *fields))


def test_a_row_read_column_by_column_is_parted() -> None:
    fields = (
        field(0, "cell", NUMBER, row=0), field(1, "cell", TITLE, row=0),
        field(2, "cell", NEXT_NUMBER, row=1), field(3, "cell", NEXT_TITLE, row=1),
    )  # fmt: skip
    assert found(read(NUMBER, NEXT_NUMBER, TITLE, NEXT_TITLE), *fields) == [{"parted"}] * 4
    # the order of the rows is another matter: each is whole
    assert found(read(NEXT_NUMBER, NEXT_TITLE, NUMBER, TITLE), *fields) == [set()] * 4


def test_blocks_of_an_address_may_come_in_any_order() -> None:
    to, by = ("市長　様", 0, 0), ("架空社", 200, 15)
    fields = field(0, "addressee", to), field(1, "sender", by)
    assert found(read(by, to), *fields) == [set()] * 2


def test_a_number_cut_in_two_is_cut_and_digits_in_boxes_are_not() -> None:
    whole = field(0, "cell", ("１８０，３００", 0, 0), row=0)
    assert found(read(("１８０，", 0, 0), ("３００", 40, 0)), whole) == [{"cut"}] * 2
    boxes = field(0, "cell", ("１２３", 0, 0), row=0)
    assert found(read(("１", 0, 0), ("２", 10, 0), ("３", 20, 0)), boxes) == [set()] * 3
    # white is printed between the two
    name = field(0, "cell", ("会長　山田", 0, 0), row=0)
    assert found(read(("会長", 0, 0), ("山田", 30, 0)), name) == [set()] * 2


def test_other_characters_are_wrong_and_struck_ones_may_be_left_out() -> None:
    fields = field(0, "paragraph", ("百円二百円", 0, 0))
    assert found(read(("百円三百円", 0, 0)), fields) == [{"text"}]
    fields["marks"] = [{"kind": "struck", "start": 0, "end": 2}]
    assert found(read(("二百円", 20, 0)), fields) == [set()]


def test_items_side_by_side_may_be_read_item_by_item() -> None:
    one = field(0, "cell", ("消耗品費", 0, 0), ("食糧費", 0, 15), row=0, text="消耗品費\n食糧費")
    two = field(1, "cell", ("１８３", 50, 0), ("４１", 50, 15), row=0, text="１８３\n４１")
    page = read(("消耗品費", 0, 0), ("１８３", 50, 0), ("食糧費", 0, 15), ("４１", 50, 15))
    assert found(page, one, two) == [set()] * 4
