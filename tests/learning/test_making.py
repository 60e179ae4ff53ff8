"""Exercises made from records: keys are printed in the boxes, wrong choices are wrong, and where
anything is unsure there is none."""

from __future__ import annotations

import itertools
from decimal import Decimal

import msgspec
import pytest

from shiryokan.learning.exercise import OneChoice, SeveralChoices, TrueOrFalse, right_answer
from shiryokan.learning.making import Made, make
from shiryokan.paper.model import Box
from shiryokan.registers.answers.exercises import statement_of, truth_of
from shiryokan.registers.answers.model import Answer as Question
from shiryokan.registers.base import Heading, Trace
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.exercises import Edition, PaperName
from shiryokan.registers.fees.model import FeeItem, Variant
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.requirements.model import Requirement, Sentence
from shiryokan.registers.source_text import Place
from shiryokan.registers.values import Value

PATH = [Heading("第１章", "基本診療料")]
_ = Decimal, Value  # the types of fields that msgspec resolves


def at(text: str, page: int = 1, confidence: float = 1.0) -> Trace:
    lines = text.split("\n")
    boxes = tuple(Box(50, 20 * n, 500, 20 * n + 12) for n, _line in enumerate(lines))
    return Trace((Place(page, boxes, text),), confidence)


def item(code: str, name: str, points: int, unit: str = "", **more: object) -> FeeItem:
    values = {
        "document": "d", "key": code, "page": 1, "code": code, "name": name, "unit": unit,
        "points": points, "value": f"{points}点", "schedule": "medical", "path": PATH,
        "provenance": {
            "code": [at(code)], "name": [at(name)], "value": [at(f"{points}点")],
            **({"unit": [at(unit)]} if unit else {}),
        },
    }  # fmt: skip
    return FeeItem(**{**values, **more})  # type: ignore[arg-type]


SCHEDULE = [
    item("A000", "初診料", 291),
    item("A001", "再診料", 75),
    item("A002", "外来診療料", 76),
    item("A003", "指導料", 225, "１月につき"),
    item("A004", "処置料", 50, "１回につき"),
    item("A005", "観察料", 40, "１日につき"),
    item("A006", "管理料", 30, "１日につき"),
]
R6 = PaperName("点数表", "令和6年")


def made_of(
    register: str, records: list, name: PaperName = R6, old: Edition | None = None
) -> list[Made]:
    return list(make(REGISTERS[register], Edition(records, name), old))


def of_sort(made: list[Made], sort: str) -> dict[str, Made]:
    return {each.about: each for each in made if each.sort == sort}


def test_points_are_asked_with_year_schedule_and_unit() -> None:
    made = of_sort(made_of("fees", SCHEDULE), "points")
    exercise = made["A003"].exercise
    assert isinstance(exercise, OneChoice)
    assert "令和6年の医科点数表で、A003 指導料（１月につき）" in exercise.prompt
    assert right_answer(exercise) == ("225点",)
    assert {c.text for c in exercise.choices if not c.right} == {"291点", "76点", "75点"}
    assert exercise.quotes[0].words.endswith("225点")
    assert exercise.quotes[0].key == "A003"


def test_nothing_is_asked_of_a_paper_that_tells_no_year() -> None:
    assert made_of("fees", SCHEDULE, PaperName("点数表", "")) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"provenance": {"code": [at("A000")], "name": [at("初診料")], "value": [at("288点")]}}, "other points stand there"),
        ({"provenance": {"code": [at("A000")], "name": [at("初診料")], "value": [at("291点", 2)]}}, "over two pages"),
        ({"provenance": {"code": [at("A000")], "name": [at("初診料")], "value": [at("291点", 1, 0.5)]}}, "not read surely"),
        ({"value": "291点（特別の場合は、100点）"}, "another worth for some"),
        ({"deleted": True}, "deleted"),
        ({"name": "初診料（外来"}, "a name that was cut"),
    ],
)  # fmt: skip
def test_unsure_points_are_not_asked(change: dict[str, object], why: str) -> None:
    records = [msgspec.structs.replace(SCHEDULE[0], **change), *SCHEDULE[1:]]
    assert "A000" not in of_sort(made_of("fees", records), "points"), why


def test_a_code_that_stands_twice_is_not_asked() -> None:
    assert "A001" not in of_sort(made_of("fees", [*SCHEDULE, item("A001", "再診料", 80)]), "points")


def test_variants_are_told_by_their_path_and_not_where_they_lean_on_others() -> None:
    variants = [
        Variant(label=["1"], name="一般病棟", unit="１日につき"),
        Variant(label=["1", "イ"], name="看護職員の場合", points=450, value="450点"),
        Variant(label=["1", "ロ"], name="その他の場合", points=300, value="300点"),
        Variant(label=["2"], name="療養病棟", points=280, value="280点"),
        Variant(label=["3"], name="結核病棟", points=260, value="260点（特に定める場合は、100点）"),
    ]
    traces = [at(f"{v.label[-1]}　{v.name}\n{v.value}".strip()) for v in variants]
    whole = item("A100", "入院料", 1, variants=variants)
    whole.points, whole.value = None, ""
    whole.provenance["variants"] = traces
    prompts = [
        m.exercise.prompt
        for m in made_of("fees", [whole, *SCHEDULE])
        if m.about == "A100" and m.sort == "points"
    ]
    assert len(prompts) == 2
    assert "「1 一般病棟」の「イ 看護職員の場合」（１日につき）" in prompts[0]
    assert "「2 療養病棟」" in prompts[1]


def test_units_are_asked_only_where_they_exclude_each_other() -> None:
    records = [*SCHEDULE, item("A007", "面談料", 60, "月１回")]
    units = of_sort(made_of("fees", records), "unit")
    assert set(units) == {"A003", "A004", "A005", "A006"}
    assert right_answer(units["A005"].exercise) == ("１日につき",)


def test_what_a_revision_made_of_points() -> None:
    old = [
        item("A000", "初診料", 288),
        item("A001", "再診料", 73),
        item("A002", "外来診療料", 74),
        item("A003", "指導料", 215),
    ]
    new = [
        item("A000", "初診料", 291),
        item("A001", "再診料", 75),
        item("A002", "外来診療料", 76),
        item("A003", "指導料", 225),
    ]
    before = Edition(old, PaperName("点数表", "令和4年"))
    made = of_sort(made_of("fees", new, old=before), "revision")["A000"].exercise
    assert isinstance(made, OneChoice)
    assert "令和4年に288点であった。令和6年の改定で何点になったか" in made.prompt
    assert right_answer(made) == ("291点",)
    assert "288点" not in {choice.text for choice in made.choices}
    assert [quote.words.split("\n")[-1] for quote in made.quotes] == ["291点", "288点"]


@pytest.mark.parametrize(
    ("question", "answer", "truth"),
    [
        ("届出を行う必要があるか。", "届出を行う必要がある。", True),
        ("届出を行う必要があるか。", "不要である。", False),
        ("毎年提出する必要があるのか。", "不要。なお、問３は廃止する。", False),
        ("健診の結果を参照できる場合も含まれるのか。", "含まれる。", True),
        ("特別入院基本料の病棟は対象に含まれるか。", "含まれない。", False),
        ("退院の日に再度算定することができるのか。", "不可。", False),
        ("退院の日に再度算定することができるのか。", "算定可能。", True),
        ("これを算入してよいか。", "差し支えない。", True),
        ("郵送代は医療機関が負担するのか。", "そのとおり。", True),
        ("管理薬剤師は対象となるか。", "対象とならない。", False),
        # conditions, other verbs, and answers that say more than yes or no
        ("算定できるか。", "可能。ただし、月１回に限る。", None),
        ("算定できるか。", "原則として算定できる。", None),
        ("算定できるか。", "未来院請求時に算定して差し支えない。", None),
        ("届出を行う必要があるか。", "差し支えない。", None),
        ("対象となるか。", "該当しない。", None),
    ],
)
def test_whether_what_a_question_supposes_is_so(
    question: str, answer: str, truth: bool | None
) -> None:
    assert truth_of(question, answer) is truth


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("算定できるか。", "算定できる。"),
        ("算定は可能か。", "算定は可能である。"),
        ("届出が必要か。", "届出が必要である。"),
        ("該当すると考えてよいか。", "該当する。"),
        ("指すものか。", "指す。"),
        ("どのように算定するか。", None),
        ("いずれも含まれないか。", None),
        ("算定できないのか。", None),
        ("イとロのいずれを算定するのか、両方か。", None),
        ("前問について、算定できるか。", None),
        ("問1について、算定できるか。", None),
        ("当該評価料は算定できるか。", None),
        ("算定できるか。また、届出は必要か。", None),
        ("この区分如何。", None),
    ],
)
def test_a_question_as_a_statement(question: str, statement: str | None) -> None:
    assert statement_of(question) == statement


def question(number: str, asked: str, answered: str, **more: object) -> Question:
    provenance = {"question": [at(asked)], "answer": [at(answered, 2)]}
    values = {
        "document": "d",
        "key": number,
        "page": 1,
        "number": number,
        "question": asked,
        "answer": answered,
        "date": "2024-03-28",
        "issue": "その１",
        "provenance": provenance,
    }
    return Question(**{**values, **more})  # type: ignore[arg-type]


def test_true_or_false_of_a_letter_names_the_letter() -> None:
    (made,) = made_of(
        "answers", [question("3", "郵送代は医療機関が負担するのか。", "そのとおり。")], PaperName()
    )
    exercise = made.exercise
    assert isinstance(exercise, TrueOrFalse)
    assert exercise.right
    assert (
        exercise.prompt
        == "令和6年3月28日の疑義解釈（その１）問3によれば、次の記述は正しいか。\n「郵送代は医療機関が負担する。」"
    )
    assert [quote.page for quote in exercise.quotes] == [2, 1]


def test_a_deleted_question_is_not_asked() -> None:
    assert made_of("answers", [question("3", "算定できるか。", "不可。", deleted=True)]) == []


def measure(label: str, plan: str, ministries: list[str], **more: object) -> Measure:
    provenance = {"ministries": [at(name) for name in ministries], "next_plan": [at(plan)]}
    values = {
        "document": "d",
        "key": label,
        "page": 1,
        "section": [Heading("1", "地域の支援")],
        "label": label,
        "ministries": ministries,
        "next_plan": [plan],
        "provenance": provenance,
    }
    return Measure(**{**values, **more})  # type: ignore[arg-type]


PLAN = [
    measure("ア", "引き続き、水道施設の点検の手引きを改定する。", ["厚生労働省"]),
    measure("イ", "金融庁と協力して、演習の台本を新しく作成する。", ["総務省", "経済産業省"]),
    measure("ウ", "学校における利用の手引きを見直し、公表する。", ["文部科学省"]),
    measure("エ", "決済分野の安全基準について、実態を調査する。", ["金融庁"]),
    measure("オ", "全国の窓口における相談の体制を整備していく。", ["関係府省庁"]),
    measure("カ", "国際的な会議に参加し、各国と情報を共有する。", ["外務省"], reprint=True),
]


def test_who_reports_a_measure() -> None:
    made = of_sort(made_of("measures", PLAN, PaperName("年次計画", "令和6年度")), "ministry")
    assert set(made) == {"ア", "イ", "ウ", "エ"}
    several = made["イ"].exercise
    assert isinstance(several, SeveralChoices)
    assert right_answer(several) == ("総務省", "経済産業省")
    # it is named in the measure, so it may have a part in it
    assert "金融庁" not in {choice.text for choice in several.choices}


def requirement(number: str, text: str, strength: str) -> Requirement:
    provenance = {"sentences": [at(text)]}
    return Requirement(
        document="d", key=number, page=1, number=number, title="【基本】規程", kind="control", text=text,
        sentences=[Sentence(text, strength)], strength=strength, provenance=provenance,  # type: ignore[arg-type]
    )  # fmt: skip


GUIDELINE = [
    requirement(f"{n}", f"{what}については、責任者を定めて定期的に{end}", strength)
    for n, (what, (end, strength)) in enumerate(
        itertools.product(
            ["持ち出す端末の管理", "外部の事業者との契約", "記録の保存と点検の方法", "緊急の連絡先の一覧"],
            [("確認しなければならない。", "must")],
        )
    )
] + [
    requirement(f"1{n}", f"{what}については、担当を決めて毎年一度は{end}", strength)
    for n, (what, (end, strength)) in enumerate(
        itertools.product(
            ["職員に対する教育", "利用する機器の台帳", "通信の経路を示す図", "非常時の紙の様式"],
            [("見直すことが望ましい。", "should")],
        )
    )
]  # fmt: skip


def test_how_strongly_a_guideline_asks() -> None:
    made = of_sort(made_of("requirements", GUIDELINE, PaperName("手引き")), "strength")
    assert len(made) == 8
    assert right_answer(made["0"].exercise) == ("必ずしなければならない（必須）",)
    assert right_answer(made["10"].exercise) == ("することが望ましい（推奨）",)
    assert "「0　規程」" in made["0"].exercise.prompt
    assert "ならない" not in made["0"].exercise.prompt
    assert "望ましい" not in made["10"].exercise.prompt


def test_the_same_thing_asked_for_in_two_ways_is_no_exercise() -> None:
    twice = requirement(
        "99",
        "持ち出す端末の管理については、責任者を定めて定期的に確認することが望ましい。",
        "should",
    )
    made = of_sort(made_of("requirements", [*GUIDELINE, twice], PaperName("手引き")), "strength")
    assert "0" not in made
    assert "99" not in made


def test_a_guideline_that_always_asks_alike_is_no_question() -> None:
    assert made_of("requirements", GUIDELINE[:4], PaperName("手引き")) == []


@pytest.mark.corpus
def test_keys_are_printed_and_no_wrong_choice_is(dispensing: list[Made]) -> None:
    assert len(dispensing) > 10
    for each in dispensing:
        exercise = each.exercise
        assert isinstance(exercise, OneChoice)
        words = exercise.quotes[0].words.replace(",", "")
        (right,) = right_answer(exercise)
        assert right.replace(",", "") in words
        amounts = {c.text.replace(",", "") for c in exercise.choices if not c.right}
        assert not amounts & set(words.replace("\n", " ").replace("　", " ").split())
        assert len({quote.words for quote in exercise.quotes}) == len(exercise.quotes)


@pytest.fixture(scope="module")
def dispensing() -> list[Made]:
    from pathlib import Path

    import shiryokan

    corpus = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "fees"
    if not corpus.is_dir():
        pytest.skip("the corpora are not here")
    records = {}
    for year in ("r4", "r6"):
        with shiryokan.open(corpus / f"dispensing-{year}.pdf") as pdf:
            records[year] = pdf.records("fees")
    old = Edition(records["r4"], PaperName("", "令和4年"))
    return list(make(REGISTERS["fees"], Edition(records["r6"], PaperName("", "令和6年")), old))


def test_quotes_are_built_of_what_is_cited() -> None:
    quote = made_of("fees", SCHEDULE)[0].exercise.quotes[0]
    assert quote.quote("d").register == "fees"
    assert msgspec.to_builtins(quote)["page"] == 1
