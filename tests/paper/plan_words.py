"""Invented sentences of invented plans of the invented city of Kirihama (霧浜市)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

BUREAUS = (
    "港湾局", "水道局", "市民局", "こども未来部", "交通政策課", "観光文化部", "消防局", "総務部",
    "教育委員会", "緑と公園の課", "防災危機管理室", "デジタル推進室",
)  # fmt: skip
THINGS = (
    "霧浜港の夜間照明", "路面電車の時刻案内", "市立図書館の点字資料", "渡し船の乗り場", "坂道の手すり",
    "防災無線の屋外子局", "こども食堂の冷蔵庫", "観光案内所のWi-Fi", "市電 3 号線の低床車両", "灯台公園の花壇",
    "避難所の簡易トイレ", "学校給食の献立表", "水門の遠隔監視", "古民家の耐震診断", "朝市の屋台",
    "区役所のLED表示板", "自転車の貸出場所", "霧笛の点検記録", "高台団地の巡回バス", "温泉街の足湯",
)  # fmt: skip
PARTNERS = (
    "町内会", "漁業協同組合", "商店街の若手", "霧浜大学", "高校生の有志", "民生委員", "渡船の事業者",
    "近隣の 4 町村", "障害のある方の団体", "保護者の会",
)  # fmt: skip
DEEDS = (
    "点検", "更新", "増設", "利用者への聞き取り", "見学会", "手順書の作成", "費用の試算", "多言語での案内",
    "夜間の巡視", "予約受付の試験運用",
)  # fmt: skip
PLANS = (
    "{partner}とともに{thing}の{deed}を{month}月までに終える。",
    "{thing}については、{number} か所で{deed}を続け、結果を市の広報に載せる。",
    "「{thing}の手引き（第 {small} 版）」を{partner}に配り、{deed}に役立てる。",
    "{month}月から{thing}の{deed}を始め、{number} 人が参加できるようにする。",
    "冬の濃霧に備え、{thing}の{deed}を {small} 回に増やす。",
)
DONE = (
    "{month}月に{partner}と{thing}の{deed}を行い、{number} 人が参加した。",
    "{thing}の{deed}を {small} 回実施し、要望 {number} 件のうち約 {percent}％に応じた。",
    "{partner}から寄せられた「{thing}が使いにくい」という声を受け、{deed}を済ませた。",
    "{thing}の{deed}（延べ {number} 時間）を終え、費用は 1,{number:03} 千円であった。",
    "{partner}が中心となり、{thing}の{deed}を {small} つの地区に広げた。",
)
SECTIONS = ("海と港のまちづくり", "坂と路面電車の暮らし", "学びと図書館", "霧と災害への備え")


@dataclass
class Words:
    """What one measure says."""

    bureaus: list[str]
    previous: str
    progress: list[str] = field(default_factory=list)
    following: list[str] = field(default_factory=list)


class Author:
    """Writes sentences by chance, always the same by the same chance."""

    def __init__(self, chance: random.Random, length: str) -> None:
        self.chance = chance
        self.length = length

    def measure(self) -> Words:
        """One measure; now and then a new one, which has nothing of the year before."""
        new = self.chance.random() < 0.12
        previous = "（新規）" if new else self._sentences(PLANS, self._count(4))
        return Words(
            bureaus=self.chance.sample(BUREAUS, self.chance.choice((1, 1, 1, 2, 3))),
            previous=previous,
            progress=[self._sentences(DONE, self._few()) for _ in range(self._count(5))],
            following=[self._sentences(PLANS, self._few()) for _ in range(self._count(3))],
        )

    def section(self) -> str:
        """The title of a section."""
        return self.chance.choice(SECTIONS)

    def _count(self, most: int) -> int:
        match self.length:
            case "short":
                return 1
            case "long":
                return self.chance.randint(max(1, most - 2), most + 2)
            case _:
                return self.chance.randint(1, most)

    def _few(self) -> int:
        return self.chance.choice((1, 1, 1, 2))

    def _sentences(self, forms: tuple[str, ...], count: int) -> str:
        return "".join(self._sentence(self.chance.choice(forms)) for _ in range(count))

    def _sentence(self, form: str) -> str:
        pick = self.chance
        return form.format(
            partner=pick.choice(PARTNERS),
            thing=pick.choice(THINGS),
            deed=pick.choice(DEEDS),
            month=pick.choice("４５６７８９"),
            number=pick.randint(11, 989),
            small=pick.randint(2, 9),
            percent=pick.randint(11, 98),
        )
