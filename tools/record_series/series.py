"""Versions of made-up documents as records. All choices are those of a seed."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import dataclass, replace
from typing import Any

from shiryokan.registers.base import Heading, Record
from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.requirements.model import Requirement

KINDS = ("requirements", "notices", "measures", "criteria", "plans")
_PLACES = (
    "水鏡", "霧原", "白嶺", "青瀬", "月影", "風早", "花岡", "雪代", "星野", "雲居",
)  # fmt: skip
_THINGS = (
    "利用者認証", "通信経路", "保守作業", "記録媒体", "入退室", "外部委託",
    "時刻同期", "画面表示", "鍵管理", "予備電源", "在宅療養", "栄養指導",
    "嚥下訓練", "退院調整", "褥瘡対策", "輸血管理", "病理標本", "放射線量",
    "感染経路", "服薬状況", "水道管路", "避難施設", "河川堤防", "公共交通",
    "空き家", "子育て窓口", "図書館蔵書", "学校給食", "農業用水", "森林整備",
)  # fmt: skip
_ACTORS = (
    "管理者", "担当医師", "施設長", "委員会", "事業者",
    "所管課", "薬剤師", "看護職員", "都道府県知事",
)  # fmt: skip
_DEEDS = (
    "{actor}は、{thing}の状況を{n}月に{m}回以上確認し、その結果を記録すること。",
    "{thing}に関する手順を文書で定め、{actor}の承認を得ること。",
    "{thing}について異常が認められた場合は、{actor}に{n}日以内に報告すること。",
    "{actor}は、{thing}に係る計画を{n}年ごとに見直し、必要な改善を図る。",
    "{thing}を変更するときは、あらかじめ{actor}と協議し、影響の範囲を明らかにすること。",
    "{thing}の対象は、{place}地区の{n}か所とし、順次{m}か所まで広げる。",
    "{thing}の費用は、{actor}の定める額の{n}分の{m}を限度とする。",
    "{place}における{thing}の実績を毎年度公表し、意見を求める。",
)
_STOCK = (
    "届出は、別に定める様式によりすみやかに行うこと。",
    "前項の記録は、少なくとも{n}年間保存すること。",
    "当該事項に係る取扱いは、従前の例によるものとする。",
    "引き続き実施する。",
)
_TAILS = (
    "ただし、緊急の場合はこの限りでない。",
    "なお、電磁的方法によることができる。",
    "この場合において、関係者の意見を聴くものとする。",
)
_SWAPS = (
    ("確認し", "点検し"),
    ("定め", "作成し"),
    ("報告する", "連絡する"),
    ("図る", "進める"),
    ("すること。", "するものとする。"),
)


@dataclass(frozen=True)
class Matter:
    """What one record is about: its number, section, name and sentences."""

    uid: int
    section: int
    name: str
    sentences: tuple[str, ...]
    stock: bool = False


@dataclass(frozen=True)
class Version:
    """A version: its records, and the number of the matter of each by its key."""

    records: list[Record]
    matters: dict[str, int]


class Author:
    """Makes up a document of a kind, and versions of it."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind = kind
        self.chance = random.Random(f"{kind} {seed}")
        self._uids = itertools.count(1)
        self._names: set[str] = set()
        self._planned: dict[int, str] = {}

    def versions(self, count: int = 3) -> list[Version]:
        """Versions of one document, the oldest first."""
        sections = self.chance.randint(3, 6)
        matters = [
            self._matter(section)
            for section in range(sections)
            for _ in range(self.chance.randint(4, 14))
        ]
        matters += [self._stock(section) for section in range(sections) for _ in range(2)]
        matters.sort(key=lambda each: each.section)
        titles = self.chance.sample(_THINGS, sections)
        found = [self._version(matters, titles, 0)]
        for number in range(1, count):
            matters = self._revised(matters, sections)
            found.append(self._version(matters, titles, number))
        return found

    def _matter(self, section: int) -> Matter:
        chance = self.chance
        thing = self._thing()
        texts = [
            self._filled(deed, thing) for deed in chance.sample(_DEEDS, chance.choice((1, 1, 2, 3)))
        ]
        name = f"{thing}の{chance.choice(('管理', '実施', '基準', '推進'))}"
        return Matter(next(self._uids), section, name, tuple(texts))

    def _thing(self) -> str:
        """A thing of which nothing was said yet."""
        while True:
            thing = self.chance.choice(_PLACES) + self.chance.choice(_THINGS)
            if thing not in self._names:
                self._names.add(thing)
                return thing

    def _stock(self, section: int) -> Matter:
        name = self.chance.choice(("届出", "記録", "取扱い"))
        text = self._filled(self.chance.choice(_STOCK), name)
        return Matter(next(self._uids), section, name, (text,), stock=True)

    def _filled(self, deed: str, thing: str) -> str:
        chance = self.chance
        return deed.format(
            thing=thing, actor=chance.choice(_ACTORS), place=chance.choice(_PLACES),
            n=chance.randint(1, 12), m=chance.randint(2, 30),
        )  # fmt: skip

    def _revised(self, matters: list[Matter], sections: int) -> list[Matter]:
        chance = self.chance
        found: list[Matter] = []
        for matter in matters:
            what = chance.random()
            if what < 0.08 and not matter.stock:
                continue
            if what < 0.14 and not matter.stock:
                found.append(self._lookalike(matter))
                continue
            if what < 0.18:
                # a lookalike comes before it, so that it counts on
                found.append(replace(self._lookalike(matter), section=matter.section))
            if what < 0.22:
                found.append(self._stock(matter.section))
            if what < 0.30:
                found.append(self._matter(matter.section))
            found.append(self._edited(matter, sections))
        found.sort(key=lambda each: each.section)
        if chance.random() < 0.5:
            self._shift_amounts(found)
        return found

    def _lookalike(self, matter: Matter) -> Matter:
        """Another matter with the sentences of one."""
        if matter.stock:
            # of the same words, so only ever beside it
            return replace(matter, uid=next(self._uids))
        old = matter.name.rpartition("の")[0]
        new = self._thing()
        swapped = tuple(text.replace(old, new) for text in matter.sentences)
        return replace(
            matter, uid=next(self._uids), name=matter.name.replace(old, new), sentences=swapped
        )

    def _edited(self, matter: Matter, sections: int) -> Matter:
        chance = self.chance
        what = chance.random()
        texts = list(matter.sentences)
        if what < 0.6 or matter.stock:
            return matter
        if what < 0.7:
            texts.append(chance.choice(_TAILS))
        elif what < 0.8:
            old, new = chance.choice(_SWAPS)
            texts = [text.replace(old, new) for text in texts]
        elif what < 0.88:
            texts = [re.sub("[0-9]", lambda _: chance.choice("23456789"), text) for text in texts]
        elif what < 0.94:
            return replace(matter, section=chance.randrange(sections))
        else:
            texts.append(self._filled(chance.choice(_DEEDS), matter.name.rpartition("の")[0]))
        return replace(matter, sentences=tuple(texts))

    def _shift_amounts(self, matters: list[Matter]) -> None:
        """Neighbours of the same sentence, whose amounts all become those of the next."""
        at = self.chance.randrange(len(matters))
        section = matters[at].section
        amounts = [10, 20, 30]
        known = [m for m in matters if m.name.startswith("段階")]
        if known:
            for matter in known:
                i = matters.index(matter)
                text = matter.sentences[0]
                for amount in (40, 30, 20, 10):
                    text = text.replace(f"{amount}人", f"{amount + 10}人")
                matters[i] = replace(matter, sentences=(text,))
            return
        for n, amount in enumerate(amounts):
            text = f"当該段階に該当する施設は、利用者が{amount}人以上であるものとする。"
            matters.insert(at + n, Matter(next(self._uids), section, "段階の区分", (text,)))

    def _version(self, matters: list[Matter], titles: list[str], number: int) -> Version:
        records: list[Record] = []
        of: dict[str, int] = {}
        counts: dict[int, int] = {}
        for matter in matters:
            counts[matter.section] = counts.get(matter.section, 0) + 1
            key = f"{matter.section + 1}.{counts[matter.section]}"
            records.append(self._record(matter, key, titles[matter.section], number))
            of[key] = matter.uid
        return Version(records, of)

    def _record(self, matter: Matter, key: str, title: str, number: int) -> Record:
        headings = [Heading(str(matter.section + 1), title)]
        text = "\n".join(matter.sentences)
        label = key.partition(".")[2]
        common: dict[str, Any] = {
            "document": f"version {number}", "key": key, "page": 1, "provenance": {},
        }  # fmt: skip
        if self.kind == "requirements":
            return Requirement(
                **common, number=key, title=matter.name, section=headings, kind="control",
                text=text, strength="must",
            )  # fmt: skip
        if self.kind == "notices":
            return Notice(
                **common, code=f"A{matter.section:03}", name=title, number=f"({label})", text=text,
                section=headings,
            )  # fmt: skip
        if self.kind == "criteria":
            return Criterion(**common, section=headings, number=label, name=matter.name, text=text)
        common |= {"section": headings, "label": f"({label})", "title": matter.name}
        plan = list(matter.sentences)
        if self.kind == "measures":
            return Measure(**common, next_plan=plan, year=2025)
        # each year's restates what the last one planned
        before = self._planned.get(matter.uid, "")
        self._planned[matter.uid] = text
        return Measure(**common, previous_plan=before, next_plan=plan, year=2024 + number)
