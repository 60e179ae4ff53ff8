"""Exercises of every kind, as hypothesis makes them up and as a person would write them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    Number,
    OneChoice,
    Order,
    PointAt,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
)
from shiryokan.paper.model import Box
from shiryokan.quotes.squeezing import squeezed

_SIGNS = "~=#{}:\\%[]$/<>&;-n0～＝＃｛｝：％￥→　「」"
PLACE = QuotedPlace(
    sha256="ab" * 32, page=12, boxes=(Box(72.0, 100.5, 300.0, 112.5),),
    words="職員は年１回以上の研修を受ける", label="安全管理指針 p.12", before="第三条　", after="ものとする。",
)  # fmt: skip
ONE = OneChoice(
    id="e1", prompt="研修は少なくとも何回受けますか。", quotes=(PLACE,), explanation="指針の第三条。",
    choices=(Choice("年１回", True, "そのとおりです。"), Choice("年２回"), Choice("隔年", feedback="足りません。")),
)  # fmt: skip
SEVERAL = SeveralChoices(
    id="e2", prompt="保存するものをすべて選んでください。", quotes=(PLACE,),
    choices=(Choice("出席簿", True), Choice("資料", True), Choice("座席表"), Choice("領収書", True)),
)  # fmt: skip
TRUTH = TrueOrFalse(
    id="e3", prompt="研修の記録は残さなくてよい。", quotes=(PLACE,), right=False,
    feedback_true="残します。", feedback_false="正解です。", explanation="５年間保存します。",
)  # fmt: skip
NUMBER = Number(
    id="e4", prompt="保存する年数は。", quotes=(PLACE,), value=Decimal(5), unit="年",
    tolerance=Decimal("0.5"),
)  # fmt: skip
ORDER = Order(
    id="e5", prompt="届出の順に並べてください。", quotes=(PLACE,), items=("作成", "確認", "提出"),
    explanation="確認してから提出します。",
)  # fmt: skip
POINT = PointAt(
    id="e6", prompt="保存期間が書かれた場所を指してください。", quotes=(PLACE,), sha256="ab" * 32, page=12,
    boxes=(Box(72.0, 100.5, 300.0, 112.5),),
)  # fmt: skip
ALL: tuple[Exercise, ...] = (ONE, SEVERAL, TRUTH, NUMBER, ORDER, POINT)


def _is_text(text: str) -> bool:
    return bool(squeezed(text)) and text == text.strip(" \t\n")


_characters = st.one_of(
    st.sampled_from(_SIGNS), st.sampled_from("あ亜ア1１aＡ\n "),
    st.characters(exclude_categories=("Cs", "Cc")),
)  # fmt: skip
texts = st.text(_characters, min_size=1, max_size=12).filter(_is_text)
feedbacks = st.just("") | texts
_places = st.builds(
    QuotedPlace, sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    page=st.integers(1, 999), words=texts, label=feedbacks,
    boxes=st.just((Box(1.0, 2.0, 3.5, 4.25),)),
)  # fmt: skip
_ids = st.text("0123456789abcdef-", min_size=1, max_size=36)
_common = {
    "id": _ids, "prompt": texts, "version": st.integers(1, 99), "explanation": feedbacks,
    "quotes": st.lists(_places, min_size=1, max_size=2).map(tuple),
}  # fmt: skip
_several_texts = st.lists(texts, min_size=2, max_size=5, unique_by=squeezed)


@st.composite
def _choices(draw: st.DrawFn, most_right: int) -> tuple[Choice, ...]:
    written = draw(_several_texts)
    rights = draw(
        st.sets(
            st.integers(0, len(written) - 1), min_size=1, max_size=min(most_right, len(written))
        )
    )
    return tuple(Choice(text, at in rights, draw(feedbacks)) for at, text in enumerate(written))


_decimals = st.decimals(-10_000, 10_000, allow_nan=False, allow_infinity=False, places=3)
exercises: st.SearchStrategy[Exercise] = st.one_of(
    st.builds(OneChoice, choices=_choices(1), **_common),
    st.builds(SeveralChoices, choices=_choices(5), **_common),
    st.builds(
        TrueOrFalse, right=st.booleans(), feedback_true=feedbacks, feedback_false=feedbacks,
        **_common,
    ),
    st.builds(
        Number, value=_decimals, unit=feedbacks,
        tolerance=st.decimals(0, 100, places=2, allow_nan=False), **_common,
    ),
    st.builds(Order, items=_several_texts.map(tuple), **_common),
)  # fmt: skip
