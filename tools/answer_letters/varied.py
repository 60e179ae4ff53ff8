"""Letters with more between their questions: numbers by sections, questions that were deleted or
are struck out whole, and answers that run over pages."""

from __future__ import annotations

from tools.answer_letters.letter import Asked, Letter, Part, Writer

_LISTS = (
    (
        "次のいずれかに該当する場合をいう。",
        "（１）　当該保険医療機関の職員が、{number}回以上の研修を修了している場合",
        "（２）　他の保険医療機関との間に、あらかじめ文書による取決めがある場合",
        "（３）　その他、地方厚生（支）局長が必要と認める場合（様式{number}）",
    ),
    (
        "以下のとおり取り扱うこと。",
        "①　届出を行った月の翌月から{number}か月間は、従前の例によることができる。",
        "②　①の期間を経過した後は、施設基準を満たさない場合、速やかに変更の届出を行うこと。",
        "※　経過措置の対象となるのは、令和８年５月{number}日以前から届け出ている場合に限る。",
    ),
    (
        "それぞれ以下のとおり。",
        "ア　入院中の患者については、入院料に含まれるため、別に算定することはできない。",
        "イ　入院中の患者以外の患者については、要件を満たせば、月に１回に限り算定できる。",
        "（例）{number}月10日に１回目の指導を行った場合、翌月の10日以降に２回目を算定できる。",
    ),
)
_LONG = (
    "具体的には、当該患者の診療を行う医師が、患者又はその家族等に対して、治療の方針、想定される経過及び"
    "退院後の生活における留意点を文書により説明し、その写しを診療録に添付した場合に算定する。この場合に"
    "おいて、説明に用いる文書の様式は問わないが、少なくとも{number}年間は保存すること。"
)


class VariedWriter(Writer):
    """Writes the letter of a seed; with ``tables`` answers may hold them."""

    def __init__(self, seed: int, *, tables: bool, sections: bool) -> None:
        super().__init__(seed)
        self.tables, self.sections = tables, sections

    def letter(self) -> Letter:
        """The letter."""
        letter = super().letter()
        for part in letter.parts:
            if part.number != letter.corrected_part:
                self._number(part)
                self._delete(part)
        return letter

    def _asked(self, number: str, topic: str) -> Asked:
        asked = super()._asked(number, topic)
        digits = str(self.chance.randint(2, 30))
        if not self.tables:
            asked.table = []
        chosen = self.chance.random()
        if not asked.table and not asked.withdraws and chosen < 0.2:
            paragraphs = self.chance.choice(_LISTS)
            asked.answer = [[(paragraph.format(number=digits), "")] for paragraph in paragraphs]
        elif not asked.table and not asked.withdraws and chosen < 0.35:
            asked.answer += [[(_LONG.format(number=digits), "")]] * self.chance.randint(1, 4)
        return asked

    def _number(self, part: Part) -> None:
        """Numbers by sections: 1-1, 1-2, 2-1, a section for each topic."""
        if not self.sections:
            return
        section = count = 0
        topic = ""
        for asked in part.asked:
            if asked.source is not None:
                continue
            if asked.topic != topic:
                section, count, topic = section + 1, 0, asked.topic
            count += 1
            asked.number = f"{section}-{count}"

    def _delete(self, part: Part) -> None:
        own = [asked for asked in part.asked if asked.source is None]
        for asked in self.chance.sample(own, min(self.chance.choice((0, 0, 1, 2)), len(own))):
            asked.withdraws, asked.table = [], []
            if self.chance.random() < 0.5:
                asked.deleted, asked.question, asked.answer = "said", [("削除", "")], []
            else:
                asked.deleted = "struck"
                asked.question = [(text, "struck") for text, _ in asked.question]
                asked.answer = [[(t, "struck") for t, _ in words] for words in asked.answer]
