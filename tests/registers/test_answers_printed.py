"""Letters as browsers print them: headings in no bracket, marks and labels apart from their words,
tables within the frames of questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tools.answer_letters.printed import TWELFTH_HAND
from tools.answer_letters.score import measure

from shiryokan.paper.model import Block, Line, Page, Span
from shiryokan.registers.answers import Answer, Answers
from tests.paper.pages import block, line, page, table

WIDE = "猫を飼うときは、あらかじめ届け出なければならないのではないか、また、いつまでにか。"


def read(*pages: Page) -> list[Answer]:
    return Answers().extract(list(pages), "a letter").records


def underlined(text: str) -> Line:
    own = line(text)
    return Line(own.text, own.bbox, own.edges, underlined=(Span(0, len(text)),))


@pytest.mark.parametrize("head", [line, underlined], ids=["bold", "underlined"])
def test_headings_may_stand_in_no_bracket(head: Callable[[str], Line]) -> None:
    found = read(
        page(
            block(line("別添１", x=450)), block(line("猫点数表関係", x=240)), block(head("猫管理料")),
            block("問１　猫か。"), block("（答）はい。"), block(head("犬管理加算３")),
            block("問２　犬か。"), block("（答）次の研修が該当する。"), block("・　犬の研修", kind="list"),
            block(head("鳥管理料")), block("問３　鳥か。"), block(f"（答）{WIDE}"),
        )
    )  # fmt: skip
    assert [each.topic for each in found] == ["猫管理料", "犬管理加算３", "鳥管理料"]
    assert found[1].answer == "次の研修が該当する。\n・　犬の研修"
    assert [[link.name for link in each.links] for each in found] == [
        ["猫管理料"],
        ["犬管理加算3"],
        ["鳥管理料"],
    ]


def test_short_lines_of_answers_are_no_headings() -> None:
    found = read(
        page(
            block("問１　猫か。"), block("（答）次のとおり。"), block("三毛"), block("虎"),
            block("問２　犬か。"), block("（答）次のとおり。"), block("柴"), block("秋田"),
            block("問３　鳥か。"), block(f"（答）{WIDE}"),
        )
    )  # fmt: skip
    assert [each.answer for each in found][:2] == [
        "次のとおり。\n三毛\n虎",
        "次のとおり。\n柴\n秋田",
    ]
    assert [each.topic for each in found] == ["", "", ""]


def test_a_heading_that_the_layout_put_below_an_answer_is_told_by_its_place() -> None:
    found = read(
        page(
            block("【猫】"), block(line("問１　猫か。", x=92)),
            block(line("（答）はい。", x=92), line("１　犬点数表関係", y=158)),
            block(line("【犬】")), block(line("問１　犬か。", x=92)),
            block(line(f"（答）{WIDE}", x=92)),
        )
    )  # fmt: skip
    assert [each.answer for each in found] == ["はい。", WIDE]


def test_marks_and_labels_in_a_column_of_their_own_go_before_their_words() -> None:
    found = read(
        page(
            block(line("問", y=100)), block(line("１次の猫か。", x=92, y=100)),
            block(line("答", y=114)), block(line("次のとおり。", x=92, y=114)),
            block(line("（１）", x=92, y=128)), block(line("（２）", x=92, y=142)),
            block(line("はい。", x=140, y=128)), block(line("いいえ。", x=140, y=142)),
            block(line("問", y=156)), block(line("２犬か。", x=92, y=156)),
            block(line("答", y=170)), block(line(WIDE, x=92, y=170)),
        )
    )  # fmt: skip
    assert [(each.number, each.question) for each in found] == [
        ("1", "次の猫か。"),
        ("2", "犬か。"),
    ]
    assert found[0].answer == "次のとおり。\n（１）　はい。\n（２）　いいえ。"


def test_a_table_within_the_frame_of_a_question_stays_with_it() -> None:
    frame = table((0, 0, "問１"), (0, 1, "猫か。"), (1, 0, "答"), (1, 1, "はい。"))
    inner = table((0, 0, "区分"), (0, 1, "点数"), (1, 0, "三毛"), (1, 1, "６点"))
    found = read(
        page(
            block(line("【猫】", y=80)), _placed(frame, (100, 100, 180, 180), (72, 140, 72, 140)),
            _placed(inner, (120, 120, 140, 140), (160, 220, 160, 220)),
            block(line("問２　犬か。", y=220)), block(line(f"答　{WIDE}", y=240)),
        )
    )  # fmt: skip
    assert found[0].question == "猫か。\n区分\t点数\n三毛\t６点"
    assert found[0].answer == "はい。"


def test_a_table_that_is_lines_of_a_cell_is_one_in_the_question() -> None:
    asked = "猫か。\n\n区分\n\n点数\n\n三毛\n\n６点\n\n以上でよいか。"
    frame = table((0, 0, "問１"), (0, 1, asked), (1, 0, "答"), (1, 1, "はい。"))
    tops = (100, 100, 120, 120, 140, 140, 160, 180, 180)
    lefts = (72, 140, 160, 220, 160, 220, 140, 72, 140)
    found = read(
        page(
            block(line("【猫】", y=80)), _placed(frame, tops, lefts),
            block(line("問２　犬か。", y=220)), block(line(f"答　{WIDE}", y=240)),
        )
    )  # fmt: skip
    assert found[0].question == "猫か。\n区分\t点数\n三毛\t６点\n以上でよいか。"
    assert (found[0].topic, found[0].answer) == ("猫", "はい。")


def _placed(own: Block, tops: Sequence[float], lefts: Sequence[float]) -> Block:
    lines = [line(each.text, x, y) for each, x, y in zip(own.lines, lefts, tops, strict=True)]
    return Block(own.kind, own.bbox, tuple(lines), cells=own.cells, ruled=True)


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("seed", [7, 27, 59], ids=["bold heads", "marks apart", "inner tables"])
def test_printed_letters_are_read(seed: int, tmp_path: Path) -> None:
    score = measure([TWELFTH_HAND + seed], tmp_path)
    for name in ("questions", "questions whole", "answers whole", "headings"):
        assert score.right[name] >= 0.97 * score.true[name] > 0, score.differences
