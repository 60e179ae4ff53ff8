"""Questions and answers as other bodies print them: answers to bidders and to notices of a
prefecture, pages of frequent questions, notes of what was asked at a meeting, collections of cases.

Nothing of it is set as the ministry's letters are. A look says how questions and answers are told
apart: by words before them, by signs, by columns, by numbers alone, by indents or by type.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tools.answer_letters.letter import Asked, Letter, Part

SEVENTH_HAND = 120_000
"""Seeds from here on are of bodies other than the ministry, set up when the sixth hand was read."""
EIGHTH_HAND = 130_000
"""Seeds from here on are as those, of looks of their own, and were not looked at."""
COMPOSED_HAND = 140_000
"""Seeds from here on are put together by chance of marks, places and numbers."""
NINTH_HAND = 150_000
"""Seeds from here on are of a ninth hand, set up when the eighth and the composed were read."""
NINTH_HAND_HELD_OUT = 160_000
"""Seeds from here on are as those, of looks of their own, and were not looked at."""

_SUBJECTS = (
    "人員配置", "送迎の実施", "記録の保存", "運営規程の変更", "苦情の受付", "部数の提出", "現場の確認",
    "共同企業体", "支払の時期", "会費の納入", "宿泊の費用", "駐車場の利用", "図面の縮尺", "機器の据付",
    "職員の研修", "避難の訓練", "契約の更新", "領収書の発行", "名簿の様式", "端末の貸出", "清掃の範囲",
    "休日の対応", "保険の加入", "備品の帰属", "写真の掲載", "時間外の受付", "利用の中止", "再委託の範囲",
)  # fmt: skip
_ASKED = (
    "{s}について、当日の変更は認められますか。",
    "{s}に関し、{n}名以上を必要とするとありますが、非常勤の職員を含めてよいでしょうか。",
    "{s}は、いつまでに届け出ればよいのでしょうか？",
    "{s}に必要な書類を教えてください。",
    "仕様書{n}頁の{s}について、具体的な範囲をご教示ください。",
    "{s}を行う場合、前年度の実績は{n}件以上でなければならないか。",
    "{s}の方法は、郵送でも差し支えないとの理解でよろしいか。",
    "昨年度は{s}を実施していないが、今年度から始めることはできるか。また、その場合の費用の負担はどうなるか。",
    "{s}とは何ですか。",
    "遠方に住んでいるため参加が難しいのですが、{s}の際に代理人を立てることは可能でしょうか。",
)  # fmt: skip
_TERSE = (
    "{s}の期限について。", "{s}の取扱いについて伺いたい。", "{s}に係る費用の負担者をお示し願います。",
    "{s}は{n}月以降も継続するのか。",
)  # fmt: skip
_ANSWERED = (
    "認められます。", "お見込みのとおりです。", "{n}日前までに窓口へお申し出ください。",
    "含めることができます。ただし、勤務の実態が分かる書類を併せて提出してください。",
    "原則として認めていませんが、災害その他やむを得ない事情があるときは、事前に担当までご相談ください。",
    "要領の第{n}に定めるとおりです。詳しくは、契約を締結した後に協議して定めます。",
    "受注者の負担とします。なお、消費税及び地方消費税に相当する額を含みます。",
    "実績の件数は問いません。前年度に実施していない場合であっても、計画の内容を審査した上で可否を決定し、"
    "おおむね{n}日以内に文書で通知します。",
    "仕様書に記載のとおり。",
)  # fmt: skip
_OPINED = (
    "{s}については、{n}名以上とする要件を緩和すべきである。",
    "{s}の負担が大きいので、{n}年程度の経過措置を設けてほしい。",
    "{s}の定義が分かりにくい。例を挙げて明確にしていただきたい。",
    "{s}を{n}月から始めることに賛成する。",
    "{s}は事業者の実態に合っておらず、見直しが必要と考える。",
    "{s}に関する記載を、第{n}の２と同じ表現に改めるべき。",
)  # fmt: skip
_THOUGHT = (
    "御意見を踏まえ、第{n}の記載を修正します。", "今後の施策の参考とさせていただきます。",
    "原案のとおりとさせていただきます。なお、運用に当たっては{n}日前までに周知を行う予定です。",
    "賛成の御意見として承ります。",
    "御指摘の点については、既に要領の第{n}に定めているところであり、改めて規定する必要はないと考えています。",
)  # fmt: skip
_LISTED = (
    ("次の書類が必要です。", "・申請書（様式{n}）", "・収支の見込みが分かるもの", "・その他市長が必要と認める書類"),
    ("手続は以下のとおりです。", "①　窓口で用紙を受け取る。", "②　必要な事項を記入し、{n}日以内に返送する。",
     "③　審査の結果を文書で受け取る。"),
    ("次のいずれかに該当する方です。", "（１）市内に住所を有する方", "（２）市内に通勤し、又は通学する方"),
)  # fmt: skip
_SECTIONS = (
    "申込みについて", "費用に関すること", "当日の運営", "施設の利用", "契約関係", "人員に関する基準", "設備に関する基準",
    "届出の手続", "その他",
)  # fmt: skip


@dataclass(frozen=True)
class BodyLook:
    """How the questions of a body are set. ``marks``: before question and answer, with ``{}`` for
    the number; ``counted``: numbers run ``through`` the paper, begin anew in each ``section``, are of
    two ``parts``, or there are ``none``; ``place``: how the words stand to their marks.
    ``columns`` as of :class:`tools.answer_letters.hands.Sheet`, with ``merged`` topics that reach
    over rows and ``above``: titles that reach over several columns."""

    title: str
    marks: tuple[str, str] = ("", "")
    counted: str = "through"
    place: str = "hanging"
    heads: str = "{}"
    columns: tuple[tuple[str, int, str], ...] = ()
    rules: str = "all"
    merged: bool = False
    above: tuple[tuple[str, int, int], ...] = ()
    landscape: bool = False
    halves: bool = False
    sections: bool = True
    contents: bool = False
    terse: bool = False
    preface: tuple[str, ...] = ()
    padded: bool = False
    topics: bool = False
    """Each question has a heading of its own, with its number."""
    opinions: bool = False
    """Opinions are set down instead of questions."""
    tags: tuple[str, ...] = ()
    """What stands behind the number of a question that came later."""
    trailer: str = ""
    """What stands in a line of its own below each answer."""
    rows: bool = False
    """Question and answer stand in rows of their own, with their marks in a cell before them."""


BIDDING = (
    "{}業務に係る仕様書等に関し、期限までに提出のあった質問について、下記のとおり回答します。",
)
_MEETING = ("１　日時　令和８年６月３日（水）午後２時から", "２　場所　第二庁舎会議室",
            "３　出席者　事業者{}社、県の担当者３名", "４　主な質疑応答")  # fmt: skip

SEVENTH: tuple[BodyLook, ...] = (
    BodyLook(
        "質問回答書", sections=False, landscape=True, preface=BIDDING, terse=True,
        columns=(("No.", 6, "number"), ("資料名", 12, "file"), ("頁", 6, "page"), ("項目", 14, "topic"),
                 ("質問内容", 30, "question"), ("回答", 32, "answer")),
        above=(("質問箇所", 1, 4),),
    ),
    BodyLook("よくあるご質問", ("Q. ", "A. "), "none", "bold", heads="■ {}"),
    BodyLook("利用者からのお問合せとその回答", ("{}．", ""), "section", "indented", heads="【{}】"),
    BodyLook("事業者説明会における質疑応答の概要", ("（事業者）", "（県）"), "none", "hanging",
             sections=False, preface=_MEETING),
    BodyLook("実地指導に関する照会と回答", ("質問", "回答"), "through", "below marks", topics=True,
             sections=False),
    BodyLook("制度の手引　質問と回答", ("", ""), "none", "typeface", heads="◆ {}"),
    BodyLook("指定申請に係る照会への見解", ("【No.{}】", "＜県の見解＞"), "section", "hanging",
             heads="〔{}〕"),
    BodyLook(
        "運営に関するＱ＆Ａ", counted="section", merged=True, terse=True,
        columns=(("区分", 14, "topic"), ("番号", 8, "number"), ("質問", 32, "question"),
                 ("回答", 36, "answer"), ("備考", 10, "remark")),
    ),
    BodyLook("Ｑ＆Ａ集", ("Ｑ{}", "Ａ{}"), "parts", "margin", heads="第{}　", contents=True),
    BodyLook("説明会の主な質疑", ("Q：", "→ "), "none", "hanging", sections=False, preface=_MEETING),
)  # fmt: skip
EIGHTH: tuple[BodyLook, ...] = (
    BodyLook(
        "入札説明書に対する質問及び回答", sections=False, preface=BIDDING, rules="level",
        columns=(("項番", 8, "number"), ("ページ", 9, "page"), ("ご意見・ご質問", 38, "question"),
                 ("本市回答", 45, "answer")),
    ),
    BodyLook("相談事例集", ("相談{}　", "助言　"), "section", "hanging", heads="● {}"),
    BodyLook("お尋ねとお答え", sections=False, rules="all",
             columns=(("お尋ね", 45, "question"), ("お答え", 55, "answer"))),
    BodyLook("会員からの問い合わせに対する回答", ("⑴", "⇒ "), "section", "hanging", heads="○ {}"),
    BodyLook("質疑の要旨", ("◇ ", "◆ "), "none", "hanging", sections=False, preface=_MEETING),
    BodyLook("ご利用ガイド　よくある質問", ("{}", ""), "through", "number above", heads="＜{}＞",
             padded=True),
    BodyLook("ＦＡＱ", ("Q{}", "A{}"), "through", "hanging", heads="{}", halves=True),
    BodyLook("公募に関する質問への回答（第２回）", sections=False, landscape=True,
             columns=(("", 7, "number"), ("", 43, "question"), ("", 50, "answer"))),
    BodyLook("質問・回答一覧", ("質{}：", "答{}："), "section", "indented", heads="［{}］", terse=True),
    BodyLook("保険者からの疑義とその取扱い", ("（{}）", "［取扱い］"), "section", "below",
             heads="第{}　", topics=False),
    BodyLook("運用上の疑問点", ("", "解説　"), "through", "below marks", topics=True, sections=False),
)  # fmt: skip
_OPINIONS = (
    "「{}要綱（案）」に対する御意見の募集を行ったところ、次のとおり御意見が寄せられました。",
)
_TAGS = ("（令和８年６月追加）", "【新規】", "（R8.5.20修正）")
_HELD_TAGS = ("＜追加＞", "［令和８年５月20日更新］", "（新）")

NINTH: tuple[BodyLook, ...] = (
    BodyLook(
        "御意見の概要及び御意見に対する考え方", sections=False, landscape=True, preface=_OPINIONS,
        opinions=True,
        columns=(("番号", 7, "number"), ("該当箇所", 13, "page"),
                 ("寄せられた御意見の概要", 38, "question"),
                 ("御意見に対する考え方", 42, "answer")),
    ),
    BodyLook("質問及び回答", ("質問{}", "回答"), "through", "card", sections=False,
             preface=BIDDING),
    BodyLook("Ｑ＆Ａ（随時更新）", ("Ｑ{}", "Ａ{}"), "through", "bold", heads="■ {}", tags=_TAGS),
    BodyLook("お問い合わせの多い事項", ("問{}．", "回答："), "section", "indented", heads="【{}】",
             trailer="（令和８年５月{}日掲載）"),
    BodyLook("説明会でいただいた質問と回答", ("・", "⇒"), "none", "hanging", heads="◎ {}"),
    BodyLook("パブリックコメントの結果", ("（意見{}）", "（考え方）"), "through", "hanging",
             heads="＜{}＞", opinions=True, preface=_OPINIONS),
    BodyLook(
        "質疑応答書", sections=False,
        columns=(("", 9, "asks"), ("", 36, "question"), ("", 8, "answers"), ("", 47, "answer")),
        marks=("問{}", "答"),
    ),
    BodyLook(
        "質問に対する回答書", sections=False, landscape=True, preface=BIDDING,
        columns=(("受付日", 11, "day"), ("質問者", 10, "remark"), ("No", 6, "number"),
                 ("質　　問", 31, "question"), ("回　　答", 32, "answer"), ("掲載日", 10, "day")),
    ),
    BodyLook("制度改正に関するＦＡＱ", ("【ご質問{}】", "【ご回答】"), "through", "below marks",
             heads="◆ {}", contents=True),
)  # fmt: skip
NINTH_HELD: tuple[BodyLook, ...] = (
    BodyLook(
        "意見募集の結果について", sections=False, landscape=True, preface=_OPINIONS, opinions=True,
        rules="level",
        columns=(("№", 7, "number"), ("意見内容", 36, "question"), ("件数", 8, "page"),
                 ("市の考え方", 38, "answer"), ("反映", 9, "remark")),
    ),
    BodyLook("照会事項及び回答", ("照会{}", "回答内容"), "through", "topic card", sections=False),
    BodyLook("よくある質問（更新版）", ("問{}　", "答　"), "section", "hanging", heads="● {}",
             tags=_HELD_TAGS),
    BodyLook("窓口への質問と回答", ("Ｑ{}．", "Ａ．"), "through", "bold", heads="〔{}〕",
             trailer="担当：総務課（内線{}）"),
    BodyLook("意見交換会で出された質問", ("○ ", "→ "), "none", "indented", heads="{}"),
    BodyLook("提出された意見とその対応", ("【意見{}】", "〈対応〉"), "section", "hanging",
             heads="● {}", opinions=True, preface=_OPINIONS),
    BodyLook(
        "照会回答票", sections=False, marks=("Ｑ", "Ａ"), rows=True,
        columns=(("番号", 9, "number"), ("", 8, "asks"), ("内容", 83, "question")),
    ),
    BodyLook(
        "質問一覧表", sections=False, merged=True, landscape=True,
        columns=(("区分", 12, "topic"), ("質問日", 10, "day"), ("質問", 30, "question"),
                 ("回答日", 10, "day"), ("回答", 30, "answer"), ("番号", 8, "number")),
    ),
    BodyLook("運用Ｑ＆Ａ", ("＊質問 {}＊", "＊回答＊"), "through", "below marks", heads="（{}）"),
)  # fmt: skip
_LOOKS = (
    (NINTH_HAND_HELD_OUT, NINTH_HELD), (NINTH_HAND, NINTH), (EIGHTH_HAND, EIGHTH),
    (SEVENTH_HAND, SEVENTH),
)  # fmt: skip
"""The first seed of each hand."""
_CHANCE_MARKS = (
    ("お伺い{}　", "ご案内　"), ("Ｎｏ．{}　", "⇒　"), ("件{}：", "見解："), ("論点{}　", "考え方　"),
    ("{}）", "→"), ("＜{}＞", "【対応】"), ("ｑ{}．", "ａ{}．"), ("《{}》", "》 "), ("【{}】", "■回答■　"),
    ("{}　", "〔答〕　"), ("疑問{}　", "説明　"), ("聞き取り{}．", "所見．"), ("▷ ", "▶ "),
    ("［会員］", "［事務局］"), ("Ｑ　", "Ａ　"), ("質　問{}　", "回　答　"), ("ＦＡＱ{}　", "ＡＮＳ　"),
    ("{}　", ""), ("（{}）", ""), ("{}-", "　"), ("問い合わせ{}　", "当方の考え　"), ("Case {}　", "Reply　"),
    ("第{}　", "（回答）"), ("☆{}　", "★　"), ("[{}] ", "> "), ("要望{}　", "措置　"),
)  # fmt: skip
_CHANCE_COLUMNS = (
    ("連番", "number"), ("問合せ番号", "number"), ("", "number"), ("Ｎｏ", "number"), ("整理№", "number"),
)  # fmt: skip
_CHANCE_ASKING = (
    "質問の趣旨", "お問い合わせ", "疑問点", "質問者の意見等", "確認したい事項", "問い", "相談の内容",
    "ご質問・ご意見", "Ｑ（質問）",
)  # fmt: skip
_CHANCE_ANSWERING = (
    "回答", "当組合の回答", "市からの回答", "対応方針", "お答え", "考え方・対応", "Ａ（回答）", "事務局回答",
    "県の考え",
)  # fmt: skip
_CHANCE_OTHERS = (
    ("分類", "topic"), ("頁・行", "page"), ("該当資料", "file"), ("章", "page"), ("担当", "remark"),
    ("条項", "page"),
)  # fmt: skip
_CHANCE_PLACES = (
    "hanging", "hanging", "indented", "below", "margin", "bold", "lone", "flush", "spaced",
)  # fmt: skip


def composed(seed: int) -> BodyLook:
    """A look put together by chance."""
    chance = random.Random(f"composed body {seed}")
    title = chance.choice(
        (
            "質疑応答集",
            "ご質問への回答",
            "Ｑ＆Ａ",
            "照会事項に対する回答",
            "よくある質問と答え",
            "質問と回答の一覧",
        )
    )
    if chance.random() < _IN_COLUMNS:
        number = chance.choice(_CHANCE_COLUMNS)
        columns = [(number[0], 8, number[1])] if chance.random() < _NUMBERED else []
        for name, what in chance.sample(_CHANCE_OTHERS, chance.randint(0, 2)):
            columns.append((name, 11, what))
        columns += [
            (chance.choice(_CHANCE_ASKING), 36, "question"),
            (chance.choice(_CHANCE_ANSWERING), 40, "answer"),
        ]
        if columns[0][2] == "number" and chance.random() < _LAST:
            columns.append(columns.pop(0))
        return BodyLook(
            title, counted=chance.choice(("through", "section")), columns=tuple(columns),
            rules=chance.choice(("all", "all", "level")), merged=chance.random() < _MERGED,
            landscape=chance.random() < _LANDSCAPE, sections=chance.random() < _SECTIONED,
            terse=chance.random() < _TERSELY, preface=chance.choice(((), BIDDING)),
        )  # fmt: skip
    marks = chance.choice(_CHANCE_MARKS)
    return BodyLook(
        title, marks, "none" if "{}" not in marks[0] else chance.choice(("through", "section")),
        chance.choice(_CHANCE_PLACES), heads=chance.choice(("■{}", "【{}】", "{}", "＜{}＞", "◎ {}")),
        halves=chance.random() < _HALVES, sections=chance.random() < _SECTIONED,
        contents=chance.random() < _CONTENTS, terse=chance.random() < _TERSELY,
        preface=chance.choice(((), _MEETING)), padded=chance.random() < _PADDED,
    )  # fmt: skip


_IN_COLUMNS, _NUMBERED, _LAST, _MERGED, _LANDSCAPE = 0.4, 0.8, 0.15, 0.3, 0.4
_SECTIONED, _TERSELY, _HALVES, _CONTENTS, _PADDED = 0.6, 0.4, 0.1, 0.15, 0.15
"""How often a look by chance is so."""


def look_of(seed: int) -> BodyLook:
    """The look of a seed."""
    if COMPOSED_HAND <= seed < NINTH_HAND:
        return composed(seed)
    looks = next(looks for first, looks in _LOOKS if seed >= first)
    return looks[seed % len(looks)]


@dataclass
class Paper(Letter):
    """A letter that names the subjects of its sections."""

    sections: list[str] = field(default_factory=list)


def has_numbers(look: BodyLook) -> bool:
    """Whether numbers are printed: else questions are counted through."""
    return not look.columns or any(what in ("number", "asks") for _, _, what in look.columns)


def paper_of(seed: int) -> Paper:
    """What stands in the paper of a seed."""
    chance = random.Random(f"paper of a body {seed}")
    look = look_of(seed)
    names = chance.sample(_SECTIONS, chance.randint(2, 4)) if look.sections or look.merged else [""]
    count = 0
    parts = []
    for at, name in enumerate(names, 1):
        asked = []
        for within in range(1, chance.randint(3, 9) if len(names) > 1 else chance.randint(8, 20)):
            count += 1
            counted = look.counted if has_numbers(look) else "through"
            number = {"section": str(within), "parts": f"{at}-{within}"}.get(counted, str(count))
            asked.append(_asked(chance, number, look))
        parts.append(Part(at, name, asked))
    return Paper(1, "2026-06-03", parts, sections=names)


def _asked(chance: random.Random, number: str, look: BodyLook) -> Asked:
    subject, digits = chance.choice(_SUBJECTS), str(chance.randint(2, 30))
    if look.opinions:
        opined = chance.choice(_OPINED).format(s=subject, n=digits)
        thought = chance.choice(_THOUGHT).format(n=digits)
        return Asked(number, subject, [(opined, "")], [[(thought, "")]])
    asked = chance.choice(_ASKED)
    if look.terse and chance.random() < 0.35:
        asked = chance.choice(_TERSE)
    words = [asked.format(s=subject, n=digits)]
    if chance.random() < 0.15:
        words = [f"{subject}は、これまで毎年{digits}月に行われてきた。", *words]
    if chance.random() < 0.2:
        answer = [each.format(n=digits) for each in chance.choice(_LISTED)]
    else:
        answer = [chance.choice(_ANSWERED).format(n=digits)]
        if chance.random() < 0.3:
            answer.append("なお、" + chance.choice(_ANSWERED[2:8]).format(n=digits))
    tag = chance.choice(look.tags) if look.tags and chance.random() < 0.4 else ""
    trailer = look.trailer.format(chance.randint(10, 29)) if look.trailer else ""
    return Asked(
        number, subject, [("".join(words), "")], [[(each, "")] for each in answer],
        tag=tag, trailer=trailer,
    )  # fmt: skip
