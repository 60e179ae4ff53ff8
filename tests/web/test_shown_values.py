"""Values of records as HTML: text stays text, amounts stay whole, and trees say all they hold."""

from __future__ import annotations

import pytest

from shiryokan.registers.comparison import Piece
from shiryokan.registers.fields import Branch, Shown
from shiryokan.web.registers.templatetags.shown_values import (
    shown_rewording,
    shown_side,
    shown_tree,
    shown_value,
    shown_worth,
)

SCRIPT = "<script>alert('x')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"


@pytest.mark.parametrize(
    "shown",
    [
        shown_value(Shown(lines=(SCRIPT,)), ""),
        shown_value(Shown(lines=(SCRIPT,), listed=True), ""),
        shown_value(Shown(heads=(SCRIPT,), rows=((SCRIPT,),)), SCRIPT),
        shown_value(Shown(branches=(Branch(SCRIPT, SCRIPT, SCRIPT, marked=True),)), ""),
        shown_tree([Branch("", "", "45点", below=(Branch("イ", SCRIPT),))]),
        shown_side([Piece("same", SCRIPT, SCRIPT), Piece("changed", SCRIPT, "")], "old"),
        shown_rewording([Piece("changed", SCRIPT, SCRIPT)]),
    ],
)
def test_text_of_a_paper_stays_text(shown: str) -> None:
    assert ESCAPED in shown
    assert "<script" not in shown


def test_a_tree_has_labels_texts_and_what_they_are_worth() -> None:
    tree = [Branch("１", "基本料", below=(Branch("イ", "45点を\n加算する", "５点"),))]
    assert shown_tree(tree) == (
        '<ul class="tree"><li><div class="branch"><span class="branch-label">１</span> '
        '<span class="branch-text">基本料</span></div><ul class="tree"><li><div class="branch">'
        '<span class="branch-label">イ</span> <span class="branch-text">'
        '<span class="whole">45点</span>を<br>加算する</span> '
        '<span class="branch-worth">5点</span></div></li></ul></li></ul>'
    )


def test_what_is_gone_and_what_has_come_is_said_to_those_who_hear_it() -> None:
    pieces = [Piece("same", "所定点数", "所定点数"), Piece("changed", "32点", "27点")]
    old, new = shown_side(pieces, "old"), shown_side(pieces, "new")
    assert "<del>" in old and "［削除］" in old and "32点" in old and "27点" not in old
    assert "<ins>" in new and "［追加］" in new and "27点" in new and "32点" not in new
    both = shown_rewording(pieces)
    assert both.index("<del>") < both.index("<ins>")


def test_a_table_names_itself_and_its_columns() -> None:
    shown = shown_value(
        Shown(heads=("名称", "点数"), rows=(("甲", "5"),), numbers=(False, True)), "内訳"
    )
    assert 'aria-label="内訳"' in shown
    assert '<th scope="col">名称</th>' in shown
    assert '<td data-label="名称"><div>甲</div></td>' in shown
    assert '<td data-label="点数" class=number><div>5</div></td>' in shown


def test_what_is_said_of_an_amount_stands_below_it_in_a_column() -> None:
    long = "１,813点（生活療養を受ける<場合>にあっては、1,798点）"
    shown = shown_worth(long, differs=True)
    assert shown.startswith("<strong>1,813点</strong>")
    assert '<span class="worth-remark">（生活療養を受ける&lt;場合&gt;にあっては' in shown
    assert shown_worth("45点", differs=False) == "45点"
    assert shown_worth("<b>", differs=False) == "&lt;b&gt;"
