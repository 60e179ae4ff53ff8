"""What is hard in a fee schedule, each in a few rows set by hand."""

from __future__ import annotations

from shiryokan.registers.aspects import headings_of
from shiryokan.registers.fees.model import Range
from tests.registers.schedule import BODY, Row, body, code, extract, one, prose, row


def labels(item: object) -> list[tuple[str, int | None]]:
    return [(" ".join(v.label), v.points) for v in item.variants]  # type: ignore[attr-defined]


def test_a_plain_item_with_its_place_unit_and_points() -> None:
    item = one(
        row(5, "第１章　基本診療料"),
        row(6, "第１部　初・再診料"),
        row(7, "第１節　初診料"),
        code("区分"),
        code("Ａ１０１－２　看護料（１日につき）", "1,234点"),
    )
    assert (item.code, item.name, item.unit) == ("A101-2", "看護料", "１日につき")
    assert (item.points, item.value, item.deleted) == (1234, "1,234点", False)
    assert headings_of(item.path) == [
        "第１章",
        "基本診療料",
        "第１部",
        "初・再診料",
        "第１節",
        "初診料",
    ]
    assert (item.key, item.document, item.page) == ("A101-2", "doc", 1)


def test_a_heading_ends_those_below_it() -> None:
    items = extract(
        row(6, "第１部　初・再診料"),
        row(7, "第１節　初診料"),
        row(8, "第１款　通常"),
        code("Ａ０００　初診料", "291点"),
        row(7, "第２節　再診料"),
        code("Ａ００１　再診料", "75点"),
    ).records
    assert headings_of(items[1].path) == ["第１部", "初・再診料", "第２節", "再診料"]


def test_general_rules_are_neither_items_nor_notes_of_the_item_before() -> None:
    found = extract(
        code("Ａ０００　初診料", "291点"),
        body("注１　初診を行った場合に算定する。"),
        row(7, "第２節　再診料"),
        code("通則"),
        row(1, "１　再診の費用は、区分番号Ａ００１に掲げる所定点数により算定する。"),
        row(1, "２　前号により算定する場合には、"),
        row(2, "Ａ００１に掲げる点数を算定しない。"),
        code("区分"),
        code("Ａ００１　再診料", "75点"),
    )
    assert [item.code for item in found.records] == ["A000", "A001"]
    assert [note.text for note in found.records[0].notes] == ["初診を行った場合に算定する。"]
    assert [(u.why, u.text[:2]) for u in found.unplaced] == [("orphan", "１　"), ("orphan", "２　")]


def test_a_bracketed_row_in_the_body_column_heads_a_group() -> None:
    items = extract(
        body("（尿・糞便等検査）"),
        code("Ｄ０００　尿検査", "26点"),
        body("（生化学的検査（Ⅰ））"),
        code("Ｄ００７　血液化学検査", "30点"),
        row(7, "第２節　削除"),
        code("Ｄ２００　スパイログラフィー", "40点"),
    ).records
    assert [item.group for item in items] == ["尿・糞便等検査", "生化学的検査（Ⅰ）", ""]


def test_variants_in_four_levels() -> None:
    item = one(
        code("Ｃ００２　在宅管理料（月１回）"),
        body("１　病院の場合"),
        body("イ　病床を有する場合", further=1),
        body("（１）　難病の場合", further=2),
        body("①　１人の場合", "5,385点", further=3),
        body("②　それ以外の場合", "4,485点", further=3),
        body("(2)　その他の場合", "400点", further=2),
        body("ロ　病床を有しない場合", "300点", further=1),
        body("２　その他の場合", "200点"),
    )
    assert labels(item) == [
        ("1", None), ("1 イ", None), ("1 イ (1)", None), ("1 イ (1) ①", 5385),
        ("1 イ (1) ②", 4485), ("1 イ (2)", 400), ("1 ロ", 300), ("2", 200),
    ]  # fmt: skip
    assert [v.name for v in item.variants][:2] == ["病院の場合", "病床を有する場合"]


def test_a_name_that_runs_over_rows_has_its_points_on_the_last() -> None:
    item = one(
        code("Ｄ００１　尿検査"),
        body("１　ウロビリノゲン（尿）、先天性代謝異常症スクリーニングテスト（尿）"),
        body("、尿浸透圧", "16点", further=1),
        body("２　黄体形成ホルモン"),
        body("", "72点"),
    )
    assert labels(item) == [("1", 16), ("2", 72)]
    assert item.variants[0].name.endswith("テスト（尿）、尿浸透圧")
    assert item.variants[1].name == "黄体形成ホルモン"


def test_a_bracket_below_the_points_belongs_to_them() -> None:
    item = one(
        code("Ａ１０９　入院基本料（１日につき）"),
        body("１　入院基本料Ａ", "1,073点"),
        row(24, "", "（生活療養を受ける場合にあっては、1,058点）"),
        body("２　入院基本料Ｂ", "960点（生活療養の場合、944点）"),
    )
    assert labels(item) == [("1", 1073), ("2", 960)]
    assert item.variants[0].value == "1,073点（生活療養を受ける場合にあっては、1,058点）"
    assert item.variants[0].name == "入院基本料Ａ"


def test_a_rule_instead_of_points_may_run_over_rows() -> None:
    item = one(
        code("Ｄ００１　尿検査"),
        body("１　尿蛋白", "７点"),
        body("２　その他", "検査の種類の別により区分番号Ｄ００７に掲げる"),
        row(28, "血液化学検査の例により算定した点数"),
    )
    assert labels(item) == [("1", 7), ("2", None)]
    assert item.variants[1].name == "その他"
    assert item.variants[1].value.endswith("Ｄ００７に掲げる血液化学検査の例により算定した点数")
    assert item.references == ["D007"]


def test_an_amount_within_a_rule_is_not_its_points() -> None:
    item = one(
        code("Ｊ０４５　人工呼吸"),
        body("１ 30分までの場合", "302点"),
        body("２ 30分を超えた場合", "302点に30分又はその端数を増すごとに50点を加算"),
        row(28, "して得た点数"),
    )
    assert labels(item) == [("1", 302), ("2", None)]


def test_white_space_within_a_name_is_no_rule() -> None:
    item = one(
        code("Ａ４００　短期滞在手術等基本料"),
        body("１　３泊の場合"),
        body(
            "イ　Ｋ０３０　四肢・躯幹軟部腫瘍摘出術　２　手、足（手に限る。）に係るもの", further=1
        ),
        body("", "14,667点"),
        body("ロ　Ｋ８７２－３　子宮鏡下有茎粘膜下筋腫切出術、子宮内膜切除術", further=1),
        body("１　電解質溶液利用のもの", "22,099点", further=2),
        body("ハ　Ｋ８７３　子宮鏡下子宮筋腫摘出術", "36,674点", further=1),
    )
    assert labels(item) == [("1", None), ("1 イ", 14667), ("1 ロ", 22099), ("1 ハ", 36674)]
    assert item.variants[1].name.endswith("２　手、足（手に限る。）に係るもの")
    assert item.variants[2].name.endswith("切除術１　電解質溶液利用のもの")


def test_notes_are_numbered_behind_the_first() -> None:
    item = one(
        code("Ａ０００　初診料", "291点"),
        body("注１　初診を行った場合に算定する。"),
        body("２　病院（区分番号Ａ２００に掲げる加算を算定する", further=1),
        body("注 11 本文に該当するものを除く。）は、", further=2),
        body("１日につき253点を算定する。", further=2),
        body("３　削除", further=1),
    )
    assert [note.number for note in item.notes] == ["1", "2", "3"]
    assert "注 11 本文に該当する" in item.notes[1].text
    assert item.notes[1].points == [253]
    assert item.notes[2].text == "削除"
    assert item.references == ["A200"]


def test_a_note_alone_has_no_number_and_keeps_its_entries() -> None:
    item = one(
        code("Ａ３０３　管理料（１日につき）", "5,728点"),
        body("注　次に掲げるものは、管理料に含まれる。"),
        body("イ　入院基本料", further=1),
        body("ロ　入院基本料等加算（地域加算、離島加算及び地域", further=1),
        body("医療体制確保加算を除く。）", further=2),
        body("(1) 錠剤", "20点", further=2),
        body("ただし、別に定めるものを除く。", further=1),
    )
    (note,) = item.notes
    assert (note.number, item.variants) == ("", [])
    assert [(p.label, p.points) for p in note.parts] == [
        (["イ"], None), (["ロ"], None), (["ロ", "(1)"], 20),
    ]  # fmt: skip
    assert note.parts[1].text.endswith("地域医療体制確保加算を除く。）")
    assert note.text.splitlines()[-1] == "ただし、別に定めるものを除く。"


def test_a_note_below_a_variant_is_that_variants_and_the_list_goes_on() -> None:
    item = one(
        code("Ｂ００１　管理料"),
        body("１　指導料", "240点"),
        body("注１　指導を行った場合に算定する。", further=1),
        body("２　費用は含まれる。", further=2),
        body("２　治療管理料"),
        body("イ　初回", "280点", further=1),
        body("注　初回に限る。", further=2),
        body("ロ　２回目以降", "200点", further=1),
        body("注　この区分では１及び２を併せて算定できない。"),
    )
    assert labels(item) == [("1", 240), ("2", None), ("2 イ", 280), ("2 ロ", 200)]
    assert [(note.variant, note.number) for note in item.notes] == [
        (["1"], "1"), (["1"], "2"), (["2", "イ"], ""), ([], ""),
    ]  # fmt: skip


def test_deleted_items_stand_together_on_one_row() -> None:
    items = extract(
        code("Ａ２０１からＡ２０３まで　削除"),
        code("Ａ３１５及びＡ３１６　削除"),
        code("Ｂ００５－２からＢ００５－３－２まで　削除"),
        code("Ｋ１２８　摘出術", "13,520点"),
    ).records
    assert [item.code for item in items] == [
        "A201", "A202", "A203", "A315", "A316", "B005-2", "B005-3", "B005-3-2", "K128",
    ]  # fmt: skip
    assert [item.deleted for item in items] == [True] * 8 + [False]


def test_several_variants_may_be_deleted_on_one_row() -> None:
    item = one(
        code("Ｄ００７　検査"),
        body("１　蛋白", "11点"),
        body("２から４まで　削除"),
        body("５　尿酸", "12点"),
    )
    assert [(v.label, v.deleted) for v in item.variants] == [
        (["1"], False), (["2から4まで"], True), (["5"], False),
    ]  # fmt: skip


def test_kana_written_with_their_lookalikes_are_labels() -> None:
    item = one(
        code("Ａ１００　基本料"),
        body("１　一般"),
        *(body(f"{c}　区分{c}", "10点", further=1) for c in "イロハ二ホへト"),
    )
    assert [v.label[-1] for v in item.variants[1:]] == list("イロハニホヘト")


def test_amounts_stand_in_the_text_of_a_note_as_they_are() -> None:
    item = one(
        code("Ａ０００　初診料", "291点"),
        *prose(
            BODY + 2,
            "注　時間外加算として、85点、1,250点又は480点を所定点数に加算し、所定点数の"
            "100分の15に相当する点数を減算する。点数表の３点セットについては別に定める。",
        ),
    )
    assert item.notes[0].points[:3] == [85, 1250, 480]


def test_what_begins_a_section_without_an_item_is_left_over() -> None:
    rows: list[Row] = [
        row(5, "第３章　施設入所者"),
        row(1, "施設入所者に対する診療料の算定は、この章に定めるところによる。"),
        row(0, "１　緊急時施設治療管理料", "500点"),
    ]
    found = extract(*rows, row(5, "第４章　その他"), code("Ｘ００１　管理料", "1点"))
    assert [item.code for item in found.records] == ["X001"]
    assert any("緊急時施設治療管理料" in left.text for left in found.unplaced)


def test_a_number_in_a_name_is_no_digit_of_the_points_behind_it() -> None:
    found = extract(
        code("Ａ０００　初診料", "291点"),
        body("注　次に掲げる点数を所定点数に加算する。"),
        body("イ　体制加算１", "27点", further=2),
        body("ロ　体制加算２", "59点", further=2),
    )
    (note,) = found.records[0].notes
    assert [part.points for part in note.parts] == [27, 59]
    assert note.points == [27, 59]


def test_additions_are_records_of_their_own_and_lead_to_their_item() -> None:
    found = extract(
        code("Ａ０００　初診料", "291点"),
        body("注１　次に掲げる点数を所定点数に加算する。"),
        body("イ　体制加算１（届け出たもの）", "27点", further=2),
        body("ロ　連携した場合", "59点", further=2),
        body("２　幼児に対して初診を行った場合は、乳幼児加算として、75点を加算する。", further=1),
        body("３　時間外加算又は深夜加算として、それぞれ85点又は480点を加算する。", further=1),
        body("４　紙で渡した場合は、手帳加算として、次の点数を加算する。", further=1),
        body("イ　初回の場合", "10点", further=2),
        body("ロ　２回目以降の場合", "5点", further=2),
        body("５　注２に規定する加算は、当該加算として算定しない。", further=1),
    )
    item = found.records[0]
    additions = [each for each in found.records if each.kind == "addition"]
    assert [(each.key, each.place, each.points) for each in additions] == [
        ("A000/体制加算１（届け出たもの）", "注1イ", 27),
        ("A000/乳幼児加算", "注2", 75),
        ("A000/時間外加算", "注3", 85),
        ("A000/深夜加算", "注3", 480),
        ("A000/手帳加算", "注4", None),
    ]
    assert {each.parent for each in additions} == {item.key} == {"A000"}
    notebook = additions[-1]
    assert [(v.label, v.name, v.points) for v in notebook.variants] == [
        (["イ"], "初回の場合", 10), (["ロ"], "２回目以降の場合", 5),
    ]  # fmt: skip
    assert (notebook.range, item.range) == (Range(5, 10), Range(291, 291))
    assert additions[1].rule.startswith("幼児に対して")
    place = additions[0].provenance["points"][0].places[0]
    assert "体制加算１" in place.text
    assert "所定点数" not in place.text


def test_dots_lead_from_a_name_to_its_points() -> None:
    found = extract(
        code("Ａ０００　初診料…………………………", "291点"),
        body("１　昼の場合………………", "1,020点"),
        body("２　夜・休日の場合　・・・・・・・・・・", "30点"),
    )
    item = found.records[0]
    assert (item.name, item.points) == ("初診料", 291)
    assert [(v.name, v.points) for v in item.variants] == [
        ("昼の場合", 1020),
        ("夜・休日の場合", 30),
    ]
