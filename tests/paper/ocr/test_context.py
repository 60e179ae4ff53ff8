"""Characters that are drawn alike: their neighbours tell which it is."""

from __future__ import annotations

import pytest

from shiryokan.paper.ocr.context import listed, put_right
from shiryokan.paper.ocr.folding import folded, squeezed


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("緩和ケ了診療加算", "緩和ケア診療加算"),
        ("患者サポ一卜体制", "患者サポート体制"),
        ("二ュースレター", "ニュースレター"),
        ("1の口及び2のロに限る", "1のロ及び2のロに限る"),
        ("(力)防衛省", "(カ)防衛省"),
        ("(工)国土交通省", "(エ)国土交通省"),
        ("口 特殊疾患病棟", "ロ 特殊疾患病棟"),
        ("DO10 特殊分析", "D010 特殊分析"),
        ("05一12に掲げる", "05-12に掲げる"),
        ("Ｂ００５ー７一２", "Ｂ００５－７－２"),
        ("USA|S1", "USAIS1"),
        ("(様式一2a)及び様式ー3", "(様式-2a)及び様式-3"),
        ("高カロリ一輸液", "高カロリー輸液"),
        ("サービスは、ー定水準の", "サービスは、一定水準の"),
        ("(1)「1:金額]及び[7:減点」", "(1)「1:金額」及び「7:減点」"),
        ("支援千一ム」等", "支援チーム」等"),
        ("区分番号】０００に", "区分番号J０００に"),
        ("認知症サボート医の人院料", "認知症サポート医の入院料"),
        ("3月31口まで", "3月31日まで"),
        ("IS0-27001と0CR、０ＣＲの組", "ISO-27001とOCR、ＯＣＲの組"),
        ("要介護認定の中請件数と収扱い", "要介護認定の申請件数と取扱い"),
        ("進抄状況の報告", "進捗状況の報告"),
        ("く別表＞", "<別表＞"),
        ("間6-3 間6-1及び間6-2において", "問6-3 問6-1及び問6-2において"),
        ("区分番号】000に掲げる", "区分番号J000に掲げる"),
    ],
)
def test_what_neighbours_tell_is_put_right(seen: str, meant: str) -> None:
    assert put_right(seen) == meant


@pytest.mark.parametrize(
    "right",
    [
        "メニュー一覧", "[注1]「表」", "第二ステップ", "第八一ページ", "二十一ページ", "工作機械", "口腔機能", "完了した", "才能", "一般病棟", "入力",
        "ISO9001", "クラウド一覧", "トップページへ戻る", "レジストリの整備", "別表第九の二に掲げる", "第十条の八",
        "コミュニティ", "CO2の排出", "在宅患者オンライン", "エリアの設定",
        "くらしの窓口＞相談", "続く",
        "区分番号D009", "B10とA0判", "容量10GB", "容量100MB", "0.0KB", "AB00", "審査中請求", "工事中請負人", "この間3回", "間1時間ごと", "期間6か月",
    ],
)  # fmt: skip
def test_what_is_right_stays(right: str) -> None:
    assert put_right(right) == right


def test_a_kanji_before_a_name_in_katakana_is_not_beyond_doubt() -> None:
    assert put_right("東京電力エナジーパートナー", sure=True) == "東京電力エナジーパートナー"
    assert put_right("出カする", sure=True) == "出カする"
    assert put_right("サ一ビス", sure=True) == "サービス"


def test_signs_of_a_list_are_of_one_kind() -> None:
    assert listed(["イ", "口", "八", "二", "ホ"]) == ["イ", "ロ", "ハ", "ニ", "ホ"]
    assert listed(["六", "七", "ハ", "九"]) == ["六", "七", "八", "九"]


def test_folding_joins_what_looks_alike_and_no_more() -> None:
    assert folded("二") == folded("ニ")
    assert folded("Ａ") == folded("A")
    assert folded("①") != folded("1")
    assert folded("⚫") == folded("●") != folded("○")
    assert folded("末") != folded("未")
    assert squeezed("（１） ロ") == squeezed("(1)口")
