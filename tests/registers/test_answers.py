"""Questions and answers on invented pages: what the grammar understands, and what it reports."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Page
from shiryokan.registers.answers import Answer, Answers, marks
from shiryokan.registers.answers.references import links
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow
from tests.paper.pages import block, line, page, table


def extract(*pages: Page) -> Extraction[Answer]:
    return Answers().extract(list(pages), "a letter")


def cells(*rows: tuple[str, ...]) -> list[tuple[int, int, str]]:
    return [(at, column, text) for at, row in enumerate(rows) for column, text in enumerate(row)]


def pairs(extraction: Extraction[Answer]) -> list[tuple[str, str, str]]:
    return [(r.number, r.question, r.answer) for r in extraction.records]


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("問１　", "問２　", "（答）"),
        ("問 1 ", "問 2 ", "答 "),
        ("問１．", "問２．", "（答） "),
        ("（問１）", "（問２）", "（答）"),
        ("【問１】", "【問２】", "【答】"),
        ("質問１　", "質問２　", "回答　"),
        ("Q1 ", "Q2 ", "A "),
        ("Ｑ１：", "Ｑ２：", "Ａ："),
        ("Q1.", "Q2.", "A. "),
        ("問1", "問2", "【回答】"),
        ("問一　", "問二　", "答　"),
        ("第１問　", "第２問　", "（答）"),
        ("問（１）　", "問（２）　", "（答）"),
        ("Ｑ①　", "Ｑ②　", "Ａ　"),
        ("■問01　", "■問02　", "□答　"),
        ("＜Q一＞　", "＜Q二＞　", "＜A一＞　"),
        ("１．（問）", "２．（問）", "（答）"),
        ("問１／", "問２／", "答／"),
        ("問第１　", "問第２　", "答　"),
        ("Q-1：", "Q-2：", "A-1："),
        ("疑義１　", "疑義２　", "回答　"),
        ("問１【質問】", "問２【質問】", "【回答】"),
    ],
)
def test_questions_come_in_many_dresses(first: str, second: str, answer: str) -> None:
    found = extract(
        page(
            block(f"{first}猫を飼うことができるか。"), block(f"{answer}できる。"),
            block(f"{second}犬を飼うことができるか。"),
            block(f"{answer.replace('1', '2')}できない。"),
        )
    )  # fmt: skip
    assert pairs(found) == [
        ("1", "猫を飼うことができるか。", "できる。"),
        ("2", "犬を飼うことができるか。", "できない。"),
    ]
    assert found.unplaced == []


def test_answers_have_the_number_of_their_question() -> None:
    found = extract(
        page(
            block("Ｑ１　猫か。"), block("Ａ１　はい。"), block("A101病棟についても同じ。"),
            block("Ｑ２　犬か。"), block("Ａ２　いいえ。"),
        )
    )  # fmt: skip
    assert pairs(found) == [
        ("1", "猫か。", "はい。\nA101病棟についても同じ。"),
        ("2", "犬か。", "いいえ。"),
    ]


def test_questions_without_a_number_are_counted() -> None:
    found = extract(
        page(
            block("（問）猫か。"),
            block("（答）はい。"),
            block("（問）犬か。"),
            block("（答）いいえ。"),
        )
    )
    assert [r.number for r in found.records] == ["1", "2"]


def test_a_mark_in_the_middle_of_a_paragraph_begins_a_line() -> None:
    found = extract(
        page(
            block("問１　猫か。", "（答）はい。", "【犬について】", "問２　犬か。", "（答）問１のとおり。"),
            block("問３　鳥か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert [(r.number, r.topic) for r in found.records] == [
        ("1", ""), ("2", "犬について"), ("3", "犬について"),
    ]  # fmt: skip


def test_a_question_and_an_answer_run_over_pages() -> None:
    found = extract(
        page(block("問１　この届出を行った医療機関は、引き続き"), number=1),
        page(block("算定することができるか。"), block("（答）できる。ただし、届出を"), number=2),
        page(block("改めて行うこと。"), block("問２　猫か。"), block("（答）はい。"), number=3),
    )
    first = found.records[0]
    assert first.question == "この届出を行った医療機関は、引き続き算定することができるか。"
    assert first.answer == "できる。ただし、届出を改めて行うこと。"
    assert [p.page for p in first.provenance["question"][0].places] == [1, 2]
    assert [p.page for p in first.provenance["answer"][0].places] == [2, 3]


def test_page_labels_at_the_foot_are_no_part_of_an_answer() -> None:
    found = extract(
        page(
            block("問１　猫か。"),
            block("（答）これについては届出を"),
            block(line("猫－1", y=760)),
            number=1,
        ),
        page(block("行うこと。"), block("問２　犬か。"), block("（答）はい。"), number=2),
    )
    assert found.records[0].answer == "これについては届出を行うこと。"


def test_items_and_tables_belong_to_the_answer() -> None:
    found = extract(
        page(
            block("問１　次の場合はどうか。"), block("①　猫を飼う場合", kind="list"),
            block("（答）次のとおりである。"), block("・　猫は１匹まで", "・　犬は２匹まで", kind="list"),
            table((0, 0, "区分"), (0, 1, "数"), (1, 0, "猫"), (1, 1, "１")),
            block("問２　犬か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert pairs(found)[0] == (
        "1",
        "次の場合はどうか。\n①　猫を飼う場合",
        "次のとおりである。\n・　猫は１匹まで\n・　犬は２匹まで\n区分\t数\n猫\t１",
    )


def test_headings_are_topics_and_items_are_not() -> None:
    found = extract(
        page(
            block("１．動物について", kind="heading", level=2), block("【猫】"),
            block("問１　猫か。"), block("（答）次のものをいう。"), block("・　猫", kind="list"),
            block("【犬】"), block("問２　犬か。"), block("（答）はい。"),
            block("２．植物について", kind="heading", level=2), block("問３　松か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert [r.topic for r in found.records] == [
        "１．動物について / 猫",
        "１．動物について / 犬",
        "２．植物について",
    ]
    assert found.records[0].answer.endswith("・　猫")


def test_collections_begin_where_the_count_begins_anew() -> None:
    found = extract(
        page(block(line("猫点数表関係", x=240)), block("問１　猫か。"), block("（答）はい。"), number=1),
        page(
            block(line("（別添２）", x=450), line("犬点数表関係", x=240)), block("【犬】"),
            block("問１　犬か。"), block("（答）はい。"), block("問２　別の犬か。"), block("（答）はい。"),
            number=2,
        ),
    )  # fmt: skip
    assert [r.key for r in found.records] == ["猫点数表関係/1", "犬点数表関係/1", "犬点数表関係/2"]
    assert [r.topic for r in found.records] == ["", "犬", "犬"]


def test_numbers_of_several_parts() -> None:
    found = extract(
        page(
            block("問１－１　猫か。"), block("（答）はい。"), block("問１－２　犬か。"), block("（答）はい。"),
            block("問２－１－１　鳥か。"), block("（答）はい。"), block("問３－１　魚か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["1-1", "1-2", "2-1-1", "3-1"]
    assert found.unplaced == []


def test_a_reference_at_the_beginning_of_a_line_asks_nothing() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            block("問２　次の扱いは、", "問１に示された扱いと同じか。"), block("（答）同じである。なお、", "問９の廃止に留意すること。"),
        )
    )  # fmt: skip
    assert pairs(found)[1] == (
        "2", "次の扱いは、問１に示された扱いと同じか。", "同じである。なお、問９の廃止に留意すること。",
    )  # fmt: skip
    assert found.records[1].references == ["問1", "問9"]


def test_questions_share_an_answer_and_are_less_sure() -> None:
    found = extract(
        page(block("問１　猫か。"), block("問２　犬か。"), block("（答）いずれもそのとおり。"),
             block("問３　鳥か。"), block("（答）①猫ではない。"), block("（答）②犬でもない。"))
    )  # fmt: skip
    assert pairs(found) == [
        ("1", "猫か。", "いずれもそのとおり。"),
        ("2", "犬か。", "いずれもそのとおり。"),
        ("3", "鳥か。", "①猫ではない。\n②犬でもない。"),
    ]
    assert [r.confidence < 1 for r in found.records] == [True, False, False]


def test_a_table_of_contents_asks_nothing() -> None:
    found = extract(
        page(block("目次"), block("○猫 ____ 1"), block("問１．猫を飼えるか。____ 1"), block("問２．犬を飼えるか。____ 2")),
        page(block("○猫"), block("問１．猫を飼えるか。"), block("（答）"), block("飼える。"), number=2),
        page(block("問２．犬を飼えるか。"), block("（答）"), block("飼えない。"), number=3),
    )  # fmt: skip
    assert [(r.key, r.page, r.topic) for r in found.records] == [("1", 2, "猫"), ("2", 3, "猫")]


def test_what_follows_the_last_answer_is_not_swallowed_but_reported() -> None:
    found = extract(
        page(block("問１　猫か。"), block("（答）はい。"), block("問２　犬か。"), block("（答）はい。")),
        page(block(line("（別紙様式１）", x=450)), block("氏名"), table((0, 0, "猫"), (0, 1, "")), number=2),
        page(block("記載上の注意"), number=3),
    )  # fmt: skip
    assert found.records[-1].answer == "はい。"
    assert [(u.page, u.why) for u in found.unplaced] == [(2, "orphan"), (3, "orphan")]


def test_a_form_between_collections_is_no_answer() -> None:
    found = extract(
        page(block("問１　猫か。"), block("（答）はい。")),
        page(block(line("（別紙）", x=450)), block("氏名"), block("住所"), number=2),
        page(
            block(line("（別添２）", x=450)), block("問１　犬か。"), block("（答）はい。"), number=3
        ),
    )
    assert pairs(found) == [("1", "猫か。", "はい。"), ("1", "犬か。", "はい。")]
    assert [(u.page, u.why) for u in found.unplaced] == [(2, "orphan")]
    assert found.records[1].collection == "別添２"


def test_questions_stand_in_columns() -> None:
    found = extract(
        page(
            table(
                (0, 0, "No."), (0, 1, "項目"), (0, 2, "質問内容"), (0, 3, "回答"),
                (1, 0, "１"), (1, 1, "猫"), (1, 2, "猫を飼\nえるか。"), (1, 3, "飼える。\n\nただし１匹。"),
                (2, 0, "２"), (2, 1, "犬"), (2, 2, "犬を飼えるか。"), (2, 3, "飼えない。"),
                (3, 0, "３"), (3, 1, "鳥"), (3, 2, "鳥を飼えるか。"), (3, 3, ""),
            )
        )
    )  # fmt: skip
    assert pairs(found) == [
        ("1", "猫を飼えるか。", "飼える。\nただし１匹。"),
        ("2", "犬を飼えるか。", "飼えない。"),
    ]
    assert [r.topic for r in found.records] == ["猫", "犬"]
    assert [(u.why, u.text) for u in found.unplaced] == [("incomplete", "鳥を飼えるか。")]


@pytest.mark.parametrize("mark", ["⇒　", "→", "【考え方】", "（事務局）　"])
def test_a_mark_of_answers_that_is_no_word_for_one_is_learned(mark: str) -> None:
    asked = [
        [
            block(f"問{n}　{n}匹目の猫も飼えるか。"),
            block(f"{mark}{n}匹目も飼える。"),
            block("なお、届け出ること。"),
        ]
        for n in range(1, 5)
    ]
    found = extract(page(*(each for own in asked for each in own)))
    assert [(r.number, r.answer) for r in found.records] == [
        (str(n), f"{n}匹目も飼える。\nなお、届け出ること。") for n in range(1, 5)
    ]


def test_a_sign_of_lists_is_no_mark_of_answers() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）→　はい。"), block("→　三毛も。"),
            block("問２　犬か。"), block("（答）いいえ。"),
            block("問３　鳥か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    assert pairs(found)[0] == ("1", "猫か。", "→　はい。\n→　三毛も。")


@pytest.mark.parametrize(
    "titles",
    [
        ("No.", "分類", "質問内容", "回答内容"),
        ("通番", "項目", "照会事項", "見解"),
        ("整理番号", "サービス種別", "質問の要旨", "当市の考え方"),
        ("ＩＤ", "対象", "お問い合わせ内容", "回答"),
    ],
)
def test_columns_have_many_titles(titles: tuple[str, ...]) -> None:
    rows = [
        titles,
        ("一", "猫", "飼えるか。", "飼える。"),
        ("二", "犬", "飼えるか。", "飼えない。"),
    ]
    found = extract(page(table(*cells(*rows))))
    assert pairs(found) == [("1", "飼えるか。", "飼える。"), ("2", "飼えるか。", "飼えない。")]


def test_the_number_may_stand_last_and_a_column_hold_question_and_answer() -> None:
    last = [("質問", "回答", "番号"), ("猫か。", "はい。", "3"), ("犬か。", "いいえ。", "4")]
    assert pairs(extract(page(table(*cells(*last))))) == [
        ("3", "猫か。", "はい。"),
        ("4", "犬か。", "いいえ。"),
    ]


def test_a_note_at_the_foot_of_a_page_is_of_no_answer() -> None:
    note = block("※　当局のホームページに掲載している。", kind="footnote")
    found = extract(
        page(block("問１　猫か。"), block("（答）はい。"), note),
        page(block("問２　犬か。"), block("（答）いいえ。"), number=2),
    )
    assert pairs(found) == [("1", "猫か。", "はい。"), ("2", "犬か。", "いいえ。")]
    assert [(each.why, each.page) for each in found.unplaced] == [("orphan", 1)]


def test_a_heading_may_stand_between_dashes() -> None:
    found = extract(
        page(
            block("－猫－"), block("問１　猫か。"), block("答　はい。"), block("－犬－"),
            block("問２　犬か。"), block("答　いいえ。"), block("－鳥－"), block("問３　鳥か。"),
            block("答　いいえ。"),
        )
    )  # fmt: skip
    assert [(r.topic, r.answer) for r in found.records] == [
        ("猫", "はい。"), ("犬", "いいえ。"), ("鳥", "いいえ。")
    ]  # fmt: skip


def test_the_numbers_may_stand_below_a_word_for_questions() -> None:
    rows = [("問", "質問", "回答"), ("問７", "猫か。", "はい。"), ("問８", "犬か。", "いいえ。")]
    assert pairs(extract(page(table(*cells(*rows))))) == [
        ("7", "猫か。", "はい。"), ("8", "犬か。", "いいえ。")
    ]  # fmt: skip


def test_gaps_and_missing_answers_are_reported() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"), block("問３　犬か。"), block("（答）はい。"),
            block("【鳥】"), block("問４　鳥か。"),
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["1", "3"]
    assert [(u.why, u.text) for u in found.unplaced] == [
        ("disorder", "1 → 3"), ("incomplete", "４鳥か。"),
    ]  # fmt: skip


LETTER = "「疑義解釈資料の送付について（その１）」（令和６年３月28日事務連絡）別添１"


def test_older_questions_between_a_letters_own_lose_it_nothing() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"), block("問２　犬か。"), block("（答）はい。"),
            block("問３　鳥か。"), block("（答）はい。"),
            block(line(f"{LETTER}の問３を次のとおり訂正する。", x=90)), block(line("問３　古い猫か。", x=100)),
            block(line("（答）いいえ。", x=100)),
            block(line(f"{LETTER}の問２を次のとおり訂正する。", x=90)), block(line("問２　古い犬か。", x=100)),
            block(line("（答）いいえ。", x=100)),
            block("問４　魚か。"), block("（答）はい。"), block("問５　虫か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    told = [(r.number, r.reprint_of.first if r.reprint_of else "") for r in found.records]
    assert told == [
        ("1", ""), ("2", ""), ("3", ""), ("3", "3"), ("2", "2"), ("4", ""), ("5", ""),
    ]  # fmt: skip
    assert [r.answer for r in found.records] == ["はい。"] * 3 + ["いいえ。"] * 2 + ["はい。"] * 2
    assert found.unplaced == []


def test_a_jump_that_nothing_explains_is_reported_and_loses_nothing() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"), block("問２　犬か。"), block("（答）はい。"),
            block("問９　鳥か。"), block("（答）はい。"), block("問３　魚か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["1", "2", "9", "3"]
    assert [(u.why, u.text) for u in found.unplaced] == [
        ("disorder", "2 → 9"), ("disorder", "9 → 3"),
    ]  # fmt: skip


def test_the_letter_may_stand_behind_the_number() -> None:
    found = extract(
        page(
            block("問１　猫か。"), block("（答）はい。"),
            block(f"問７（{LETTER}）古い猫か。"), block("（答）いいえ。"),
        )
    )  # fmt: skip
    older = found.records[1]
    assert older.question == "古い猫か。"
    assert older.reprint_of is not None
    assert (older.reprint_of.letter, older.reprint_of.first) == ("その１", "7")


def test_an_answer_that_begins_with_a_code_is_no_mark() -> None:
    found = extract(
        page(
            block("問１"), block("「Ａ１０１」猫か。"), block("（答）はい。"), block("問２"),
            block("問１に示された犬か。"), block("（答）はい。"),
        )
    )  # fmt: skip
    assert pairs(found) == [
        ("1", "「Ａ１０１」猫か。", "はい。"),
        ("2", "問１に示された犬か。", "はい。"),
    ]


def test_an_answer_of_300_codes_keeps_60_links_and_says_how_many_more() -> None:
    codes = [f"「A{number:03}」" for number in range(300)]
    found = extract(
        page(
            block("問１　どれか。"),
            block("（答）次のもの。", *codes),
            block("問２　犬か。"),
            block("（答）はい。"),
        )
    )
    first, second = found.records
    assert (len(first.links), first.links_left_out, second.links_left_out) == (60, 240, None)


def test_what_answers_refer_to() -> None:
    found = extract(
        page(
            block("【Ａ１０１病棟】"),
            block("問１　「Ａ２０７－２」の「注８」及び区分番号Ｂ００５ー１について、ＩＣＤ１０のＣ３４０や注意は含むか。"),
            block("（答）問28、29及び問６－１を参照。「疑義解釈（その１）」別添１の問112は廃止する。"),
            block("問２　犬か。"), block("（答）はい。「A207-2」と同じ。"),
        )
    )  # fmt: skip
    first, second = found.records
    assert first.codes == ["A207-2", "B005-1"] and first.notes == ["注8"]
    assert first.references == ["問28", "問29", "問6-1", "別添1問112"]
    assert [t.places[0].text for t in first.provenance["codes"]] == ["Ａ２０７－２", "Ｂ００５ー１"]
    assert links(found.records, {"A207-2", "Z999"}) == {"A207-2": [first.key, second.key]}


def test_the_letter_tells_date_and_issue() -> None:
    found = extract(
        page(block(line("令和８年４月１日", x=430)), block(line("疑義解釈資料の送付について（その２）", x=195)),
             block("令和８年３月31日の事務連絡（その１）は廃止する。")),
        page(block("問１　猫か。"), block("（答）はい。"), block("問２　犬か。"), block("（答）はい。"), number=2),
    )  # fmt: skip
    first = found.records[0]
    assert (first.date, first.issue, first.issue_number) == ("2026-04-01", "その２", 2)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["問題点を整理する。", "答申を受けて、問１の課題を検討する。"],
        [
            "問１　設問はここまで。",
            "以上のように、調査票の回答を求めた。",
            "問２　性別",
            "１ 男　２ 女",
        ],
        ["A．概要", "Q熱の発生状況", "A. 発生は減っている。"],
        [],
    ],
)
def test_other_documents_have_no_answers(paragraphs: list[str]) -> None:
    with pytest.raises(NoRecords):
        extract(page(*(block(text) for text in paragraphs)))


def test_every_value_is_where_its_provenance_says() -> None:
    found = extract(
        page(block("【猫】"), block("問１　「Ａ１００」猫か。"), block("（答）はい。"), block("問２　犬か。"), block("（答）はい。"))
    )  # fmt: skip
    first = found.records[0]
    for name in ("number", "topic", "question", "answer"):
        (trace,) = first.provenance[name]
        assert trace.places[0].page == 1 and trace.places[0].text
    assert first.provenance["topic"][0].places[0].text == "猫"
    assert first.provenance["number"][0].places[0].boxes


@pytest.mark.parametrize("begin", ["問", "（問", "第", "問１", "答", "（答", "別添", "第１"])
def test_a_mark_before_thousands_of_blanks_is_told_at_once(begin: str) -> None:
    plain = narrow(begin) + " " * 20_000 + "x"
    for pattern in (marks.QUESTION, marks.ANSWER, marks.DELETED, marks.ANNEX, marks.NUMBERED):
        pattern.match(plain)
        assert pattern.fullmatch(plain) is None or plain.startswith("第1")
