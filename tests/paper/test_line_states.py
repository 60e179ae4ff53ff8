"""Lines are known by their place and their text; what a person wrote finds its line again."""

from __future__ import annotations

import msgspec
import pytest

from shiryokan.paper.line_states import (
    LineState,
    matched,
    place_of_words,
    reworded,
    state_of_pictured,
    states_of_reading,
    with_lines,
    with_pictured,
)
from shiryokan.paper.model import Block, Box, Line, Page, Ruby, Span
from shiryokan.paper.ocr.model import Alternative, OcrCharacter, OcrLine, OcrPage, State


def level(text: str, x: float = 100, y: float = 100, em: float = 10) -> Line:
    edges = tuple(x + em * n for n in range(len(text) + 1))
    return Line(text, Box(x, y, x + em * len(text), y + em), edges)


def page(*lines: Line) -> Page:
    text = "\n".join(line.text for line in lines)
    return Page(1, 595, 842, text, (Block("text", Box(0, 0, 595, 842), lines),))


def read(*lines: OcrLine, rotation: int = 0) -> OcrPage:
    return OcrPage(lines, (595, 842), rotation)


def ocr(
    text: str, y: float = 100, *, unsure: dict[int, tuple[float, str]] | None = None, x: float = 100
) -> OcrLine:
    doubts = unsure or {}
    characters = tuple(
        OcrCharacter(
            character,
            Box(x + 10 * n, y, x + 10 * n + 10, y + 10),
            doubts[n][0] if n in doubts else 0.999,
            (Alternative(doubts[n][1], 0.3),) if n in doubts else (),
        )
        for n, character in enumerate(text)
    )
    state = State.DOUBTFUL if doubts else State.READ
    return OcrLine(text, Box(x, y, x + 10 * len(text), y + 10), False, characters, 0.5, state)


def test_a_line_is_as_sure_as_what_was_read_at_its_place() -> None:
    laid = page(level("避難の訓練"), level("霧苗の点検", y=120))
    states = states_of_reading(
        laid, read(ocr("霧苗の点検", 120, unsure={1: (0.6, "笛")}), ocr("避難の訓練"))
    )
    assert [state.state for state in states] == [State.READ, State.DOUBTFUL]
    assert states[1].alternatives == ("霧笛の点検",)
    assert states[1].confidences == (0.999, 0.6, 0.999, 0.999, 0.999)
    (other,) = states[1].others
    assert (other.at, other.alternatives[0].text) == (1, "笛")


def test_the_part_of_a_line_that_is_sure_is_not_doubted_for_the_rest() -> None:
    laid = page(level("第一条"), level("苗の点検", x=200))
    (line,) = (ocr("第一条", x=100, unsure=None),)
    both = msgspec.structs.replace(
        line,
        characters=(*line.characters, *ocr("苗の点検", x=200, unsure={0: (0.6, "笛")}).characters),
        text="第一条苗の点検", state=State.DOUBTFUL,
    )  # fmt: skip
    first, second = states_of_reading(laid, read(both))
    assert (first.state, second.state) == (State.READ, State.DOUBTFUL)
    assert second.alternatives == ("笛の点検",)


def test_states_are_told_by_place_and_text_and_not_by_number() -> None:
    states = [LineState(level("甲").bbox, "甲", State.VERIFIED)]
    here, elsewhere, other = matched(
        page(level("甲", x=100.4), level("甲", y=300), level("乙")), states
    )
    assert here.state is State.VERIFIED
    assert elsewhere.state is other.state is State.UNCHECKED


@pytest.mark.parametrize(
    ("words", "edges"),
    [
        ("霧笛の点検", (100, 110, 120, 130, 140, 150)),
        ("霧笛点検", (100, 110, 120, 140, 150)),
        ("霧の笛の点検", (100, 110, 115, 120, 130, 140, 150)),
        ("", (100,)),
    ],
)
def test_words_put_right_stand_where_those_stood_that_they_are_for(
    words: str, edges: tuple[float, ...]
) -> None:
    line = msgspec.structs.replace(level("霧苗の点検"), confidence=0.4, reasons=("unmapped",))
    after = reworded(line, words)
    assert after.text == words and len(after.edges) == len(words) + 1
    if words != "霧笛点検":
        assert after.edges[0] == 100 and after.edges == pytest.approx(edges, abs=5)
    assert list(after.edges) == sorted(after.edges)
    assert (after.confidence, after.reasons) == (1.0, ())


def test_readings_and_lines_below_move_with_their_words() -> None:
    line = msgspec.structs.replace(
        level("霧苗の点検"), ruby=(Ruby(3, 5, "てんけん"),), underlined=(Span(2, 5),)
    )
    after = reworded(line, "海の霧笛の点検")
    assert [after.text[r.start : r.end] for r in after.ruby] == ["点検"]
    assert [after.text[u.start : u.end] for u in after.underlined] == ["の点検"]


def test_words_find_their_line_again_also_as_a_piece_of_a_longer_one() -> None:
    box = level("霧苗").bbox
    same = place_of_words(page(level("外"), level("霧苗", x=101)), box, "霧苗", "霧笛")
    assert same is None or same.number == 1
    longer = place_of_words(page(level("霧苗の点検をする")), box, "霧苗", "霧笛")
    assert longer is not None and (longer.number, longer.text) == (0, "霧笛の点検をする")
    assert place_of_words(page(level("霧苗", y=400)), box, "霧苗", "霧笛") is None
    assert place_of_words(page(level("霧苗霧苗霧苗霧苗")), box, "霧苗", "霧笛") is None


def test_the_text_of_a_page_follows_its_lines() -> None:
    after = with_lines(page(level("甲"), level("乙", y=120)), {1: "丙"})
    assert after.text == "甲\n丙" and [line.text for _, _, line in after.lines()] == ["甲", "丙"]


@pytest.mark.parametrize(
    ("turn", "vertical", "direction", "first", "last"),
    [
        (0, False, "ltr", Box(100, 50, 110, 90), Box(130, 50, 140, 90)),
        (0, True, "ttb", Box(100, 50, 140, 60), Box(100, 80, 140, 90)),
        (90, True, "btt", Box(100, 80, 140, 90), Box(100, 50, 140, 60)),
        (180, False, "rtl", Box(130, 50, 140, 90), Box(100, 50, 110, 90)),
        (270, True, "ttb", Box(100, 50, 140, 60), Box(100, 80, 140, 90)),
    ],
)
def test_a_part_of_a_turned_line_stands_where_it_is_read(
    turn: int, vertical: bool, direction: str, first: Box, last: Box
) -> None:
    """A line that is turned clockwise by 90° to be read runs upwards: its first word is lowest."""
    line = OcrLine("灯台点検", Box(100, 50, 140, 90), vertical, turn=turn, pictured=True)
    put_in = with_pictured(page(level("桟橋の整備", y=20)), [state_of_pictured(line)])
    (found,) = [each for _, _, each in put_in.lines() if each.text == "灯台点検"]
    assert found.direction == direction
    assert found.part_box(0, 1) == first
    assert found.part_box(3, 4) == last
