"""Days that set a limit, and days that do not."""

from __future__ import annotations

import datetime
import itertools

import pytest

from shiryokan.japanese.deadlines import deadlines

LIMITS = [
    ("令和８年５月31日までの間に限り、当該基準を満たしているものとみなす。", "2026-05-31", "transitional"),
    ("経過措置として、令和９年３月31日までの間、なお従前の例による。", "2027-03-31", "transitional"),
    ("届出は令和8年6月1日までに地方厚生局長等に提出すること。", "2026-06-01", "filing"),
    ("令和6年10月2日（水曜日）までに届出書の提出があった場合、10月1日に遡って算定することができる。", "2024-10-02", "transitional"),
    ("提出期限：令和7年3月31日（月）", "2025-03-31", "filing"),
    ("令和７年度中に結論を得る。", "2026-03-31", "until"),
    ("2025年度末までに、全国の医療機関で導入を目指す。", "2026-03-31", "until"),
    ("令和8年2月末までに計画を策定する。", "2026-02-28", "until"),
    ("意見の提出期間は令和6年4月1日から令和6年4月30日までとする。", "2024-04-30", "filing"),
    ("この法律は、令和十年三月三十一日限り、その効力を失う。", "2028-03-31", None),
    ("令和7年9月30日17時必着", "2025-09-30", "filing"),
    ("届け出ているもの（令和六年五月三十一日において現に届け出ているものに限る。）については、令和八年五月三十一日までの間に限り、基準に該当するものとみなす。", "2026-05-31", "transitional"),
]  # fmt: skip
NONE = [
    "令和4年4月1日から令和5年3月31日までの実績を報告する。",
    "令和5年3月31日までに提出された意見は次のとおりである。",
    "令和5年12月末までに100件の届出があった。",
    "2040年までに人口は2割減少すると見込まれる。",
    "令和6年度の診療報酬改定について検討した。",
    "令和6年4月1日から施行する。",
    "令和5年度までの累計は500件である。",
    "平成30年までに設置されていた施設。",
    "令和6年3月31日までに実施した調査の結果をまとめる。",
    "昭和63年から平成元年まで会長を務めた。",
    "令和6年13月40日までに提出すること。",
    "",
]


@pytest.mark.parametrize(("sentence", "day", "kind"), LIMITS)
def test_a_limit_is_found(sentence: str, day: str, kind: str | None) -> None:
    (found,) = deadlines("前の文である。" + sentence)
    assert found.day == datetime.date.fromisoformat(day)
    assert kind in (None, found.kind)
    text = "前の文である。" + sentence
    assert text[found.start : found.end] == sentence
    assert str(found.day.day) in text[found.day_start : found.day_end] or "年" in sentence


@pytest.mark.parametrize("sentence", NONE)
def test_a_day_alone_is_none(sentence: str) -> None:
    assert list(deadlines(sentence)) == []


# made of other words than those that the reader was written with
DAYS = [
    ("令和9年7月31日", "2027-07-31"), ("２０２７年１１月３０日", "2027-11-30"),
    ("令和十一年一月三十一日", "2029-01-31"), ("令和９年度末", "2028-03-31"),
    ("2028年9月末", "2028-09-30"),
]  # fmt: skip
SET = [
    "各事業者は、{}までに自主点検の結果を所管課へ報告すること。",
    "基本計画は{}までに見直すものとする。",
    "当分の間の取扱いとして、{}までの間は、従前の様式によることができる。",
    "希望する施設は{}までに参加申込書を事務局へ送付願います。",
    "旧システムは{}までに新システムへ移行を完了する。",
    "{}までの間、当該加算に係る要件は適用しない。",
    "申請の締切は{}です。",
]
NOT_SET = [
    "平成28年度から{}までの推移を図に示す。",
    "{}までに寄せられた相談は312件であった。",
    "{}までの5年間に導入した施設の割合は4割である。",
    "第2期（令和2年度～{}）の取組を総括した。",
    "{}現在の会員数は次のとおりである。",
    "需要は{}までに約1.5倍になると予測されている。",
    "{}に開催された検討会で示された案である。",
    "{}までに廃止された基準は掲載していない。",
]


def test_made_sentences() -> None:
    """All that set a limit, and none that does not: precision before all else."""
    missed = []
    for template, (words, day) in itertools.product(SET, DAYS):
        found = list(deadlines(template.format(words)))
        assert all(each.day.isoformat() == day for each in found), (template, words)
        missed += [] if len(found) == 1 else [(template, words)]
    wrong = [
        template.format(words)
        for template, (words, _) in itertools.product(NOT_SET, DAYS)
        if list(deadlines(template.format(words)))
    ]
    assert wrong == []
    assert len(missed) <= len(SET) * len(DAYS) * 0.1, missed
