"""The bodies that publish: their names as printed, and which of them a line names.

The ministries and agencies are those of the National Government Organization Act (国家行政組織法)
and the acts of the Cabinet Office and of the Digital Agency; the names before 2001 are those of the
reform of that year. Their domains are those of their own sites.
"""

from __future__ import annotations

import re
import unicodedata

_MINISTRIES = [
    "内閣官房",
    "内閣法制局",
    "人事院",
    "内閣府",
    "宮内庁",
    "公正取引委員会",
    "国家公安委員会",
    "警察庁",
    "個人情報保護委員会",
    "カジノ管理委員会",
    "金融庁",
    "消費者庁",
    "こども家庭庁",
    "デジタル庁",
    "復興庁",
    "総務省",
    "公害等調整委員会",
    "消防庁",
    "法務省",
    "出入国在留管理庁",
    "公安審査委員会",
    "公安調査庁",
    "検察庁",
    "外務省",
    "財務省",
    "国税庁",
    "文部科学省",
    "スポーツ庁",
    "文化庁",
    "厚生労働省",
    "中央労働委員会",
    "農林水産省",
    "林野庁",
    "水産庁",
    "経済産業省",
    "資源エネルギー庁",
    "特許庁",
    "中小企業庁",
    "国土交通省",
    "運輸安全委員会",
    "観光庁",
    "気象庁",
    "海上保安庁",
    "環境省",
    "原子力規制委員会",
    "原子力規制庁",
    "防衛省",
    "防衛装備庁",
    "会計検査院",
    "最高裁判所",
    "衆議院",
    "参議院",
    "国立国会図書館",
    "日本銀行",
    "厚生省",
    "労働省",
    "通商産業省",
    "文部省",
    "科学技術庁",
    "建設省",
    "運輸省",
    "郵政省",
    "自治省",
    "大蔵省",
    "総務庁",
    "経済企画庁",
    "環境庁",
    "国土庁",
    "北海道開発庁",
    "沖縄開発庁",
    "防衛庁",
    "総理府",
    "社会保険庁",
    "国家サイバー統括室",
]
_PREFECTURES = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
]
_ENGLISH = {
    "cabinet secretariat": "内閣官房",
    "cabinet office": "内閣府",
    "digital agency": "デジタル庁",
    "financial services agency": "金融庁",
    "consumer affairs agency": "消費者庁",
    "national police agency": "警察庁",
    "japan fair trade commission": "公正取引委員会",
    "personal information protection commission": "個人情報保護委員会",
    "ministry of internal affairs and communications": "総務省",
    "ministry of justice": "法務省",
    "ministry of foreign affairs": "外務省",
    "ministry of finance": "財務省",
    "national tax agency": "国税庁",
    "ministry of education, culture, sports, science and technology": "文部科学省",
    "ministry of health, labour and welfare": "厚生労働省",
    "ministry of agriculture, forestry and fisheries": "農林水産省",
    "ministry of economy, trade and industry": "経済産業省",
    "ministry of land, infrastructure, transport and tourism": "国土交通省",
    "ministry of the environment": "環境省",
    "ministry of defense": "防衛省",
    "information-technology promotion agency": "独立行政法人情報処理推進機構",
}
_DOMAINS = {
    "cas.go.jp": "内閣官房",
    "cao.go.jp": "内閣府",
    "digital.go.jp": "デジタル庁",
    "fsa.go.jp": "金融庁",
    "caa.go.jp": "消費者庁",
    "npa.go.jp": "警察庁",
    "jftc.go.jp": "公正取引委員会",
    "ppc.go.jp": "個人情報保護委員会",
    "soumu.go.jp": "総務省",
    "moj.go.jp": "法務省",
    "mofa.go.jp": "外務省",
    "mof.go.jp": "財務省",
    "nta.go.jp": "国税庁",
    "mext.go.jp": "文部科学省",
    "mhlw.go.jp": "厚生労働省",
    "maff.go.jp": "農林水産省",
    "meti.go.jp": "経済産業省",
    "mlit.go.jp": "国土交通省",
    "env.go.jp": "環境省",
    "mod.go.jp": "防衛省",
    "ipa.go.jp": "独立行政法人情報処理推進機構",
}
_COUNCILS = {
    "内閣官房": "サイバーセキュリティ戦略本部 行政改革推進会議 全世代型社会保障構築会議",
    "内閣府": "経済財政諮問会議 規制改革推進会議 総合科学技術・イノベーション会議 "
    "税制調査会 消費者委員会 "
    "地方分権改革有識者会議 中央防災会議 男女共同参画会議",
    "デジタル庁": "デジタル社会推進会議 デジタル臨時行政調査会",
    "金融庁": "金融審議会 企業会計審議会",
    "総務省": "情報通信審議会 地方財政審議会 電波監理審議会 情報公開・個人情報保護審査会",
    "法務省": "法制審議会",
    "財務省": "財政制度等審議会 関税・外国為替等審議会 国税審議会",
    "文部科学省": "中央教育審議会 科学技術・学術審議会 文化審議会 大学設置・学校法人審議会",
    "厚生労働省": "社会保障審議会 中央社会保険医療協議会 厚生科学審議会 薬事審議会 "
    "薬事・食品衛生審議会 "
    "労働政策審議会 医道審議会 がん対策推進協議会",
    "農林水産省": "食料・農業・農村政策審議会 林政審議会 水産政策審議会 農業資材審議会",
    "経済産業省": "産業構造審議会 総合資源エネルギー調査会 中小企業政策審議会 消費経済審議会",
    "国土交通省": "社会資本整備審議会 交通政策審議会 国土審議会 運輸審議会",
    "環境省": "中央環境審議会",
}
"""The ministry at which each council of the national government stands, by the act that sets it
up."""
_MINISTRY_OF = {name: body for body, names in _COUNCILS.items() for name in names.split()}
_MINISTERS = {"内閣総理": "内閣府"}
_LEGAL_FORMS = (
    "独立行政法人|国立研究開発法人|国立大学法人|大学共同利用機関法人|地方独立行政法人|特殊法人|認可法人|"
    "(?:一般|公益)(?:社団|財団)法人|特定非営利活動法人|NPO法人|社会福祉法人|医療法人|学校法人|"
    "株式会社|有限会社|合同会社|社団法人|財団法人"
)
_KINDS = (
    "基金|機構|協会|協議会|連合会|連盟|研究所|研究センター|センター|研究班|会議所|公社|公団|公庫|組合|"
    "大学|学会|医師会|薬剤師会|所長会|部長会|知事会|市長会|町村会|財団|総合研究所|図書館|本部|企業庁|"
    "[^、。]{2,8}[庁省]|[^、。]{2,10}局|[^、。]{1,6}[市区町村]|[^、。]{2,6}市役所"
)
_KNOWN = sorted({*_MINISTRIES, *_PREFECTURES}, key=len, reverse=True)
_KNOWN_AT_START = re.compile("|".join(map(re.escape, _KNOWN)))
_WITH_FORM = re.compile(rf"(?:{_LEGAL_FORMS})[^\s、。，（(「」]{{2,30}}")
_OF_A_KIND = re.compile(rf"[^\s、。，（()）「」・～~]{{0,20}}(?:{_KINDS})")
_MINISTER = re.compile(r"(?P<ministry>[^\s、。]{2,8})大臣(?:[\s　]|$)")
_NOTICE = re.compile(rf"[○〇◯]?(?P<body>{'|'.join(map(re.escape, _KNOWN))})(?:告示|令|訓令|公告)第")
_PART_OF_BODY = re.compile(
    r"(?:省|庁|府|院|官房|局|部|課|室|係|班|官|長|グループ|チーム|センター|担当|事務局|本部|研究所|"
    r"委員会|会議|機構|審議会|[)）])$"
)


def known_body(text: str) -> str:
    """The ministry, agency or prefecture with whose name ``text`` begins; empty if there is none.

    An agency named behind its ministry (経済産業省資源エネルギー庁) is the one meant.
    """
    match = _KNOWN_AT_START.match(text)
    if match is None:
        return ""
    inner = _KNOWN_AT_START.match(text[match.end() :].lstrip(" 　・"))
    if inner and inner.group().endswith("庁") and inner.group() not in _PREFECTURES:
        return inner.group()
    return match.group()


def english_body(text: str) -> str:
    """The body whose English name is in ``text``; empty if there is none."""
    folded = " ".join(text.lower().split())
    squeezed = folded.replace(" ", "")
    for name, body in _ENGLISH.items():
        if name in folded or name.replace(" ", "") in squeezed:
            return body
    return ""


def body_of_domain(text: str) -> str:
    """The body whose site's address is in ``text``; empty if there is none."""
    for domain, body in _DOMAINS.items():
        if re.search(rf"(?<![a-z0-9]){re.escape(domain)}", text, re.I):
            return body
    return ""


def body_of_council(council: str) -> str:
    """The ministry at which a council of the national government stands; empty if it is none."""
    return next((body for name, body in _MINISTRY_OF.items() if council.startswith(name)), "")


def bodies_in(text: str) -> list[str]:
    """The ministries, agencies and prefectures that a text names, in order."""
    return _KNOWN_AT_START.findall(text)


def body_of_notice(text: str) -> str:
    """The body of a line such as ○厚生労働省告示第四十三号, or 厚生労働大臣 加藤 勝信."""
    if match := _NOTICE.match(text):
        return match["body"]
    if match := _MINISTER.match(text):
        name = match["ministry"]
        named = _MINISTERS.get(name, name + "省")
        return named if named in _KNOWN else ""
    return ""


def body_of(text: str) -> str:
    """The body that a line names which names nothing else: 厚生労働省保険局医療課長 → 厚生労働省,
    独立行政法人情報処理推進機構 セキュリティセンター → without the centre. Empty if it is no such
    line."""
    text = unicodedata.normalize("NFC", text).strip(" 　()（）[]【】")
    first = re.split(r"[ 　、／/]", text)[0]
    if (known := known_body(text)) and (_PART_OF_BODY.search(first) or first == known):
        return known
    first = first.split("・")[0]
    if known and first == known:
        return known
    if match := _WITH_FORM.match(text):
        return match.group()
    if match := _OF_A_KIND.match(first):
        return match.group() if match.end() == len(first) else ""
    return ""


def is_known(body: str) -> bool:
    """Whether a body is one of the national government or a prefecture."""
    return body in _KNOWN
