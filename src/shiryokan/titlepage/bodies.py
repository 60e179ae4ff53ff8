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
    "cabinet legislation bureau": "内閣法制局",
    "national personnel authority": "人事院",
    "cabinet office": "内閣府",
    "imperial household agency": "宮内庁",
    "digital agency": "デジタル庁",
    "reconstruction agency": "復興庁",
    "children and families agency": "こども家庭庁",
    "financial services agency": "金融庁",
    "consumer affairs agency": "消費者庁",
    "national police agency": "警察庁",
    "japan fair trade commission": "公正取引委員会",
    "personal information protection commission": "個人情報保護委員会",
    "japan casino regulatory commission": "カジノ管理委員会",
    "ministry of internal affairs and communications": "総務省",
    "fire and disaster management agency": "消防庁",
    "ministry of justice": "法務省",
    "immigration services agency": "出入国在留管理庁",
    "ministry of foreign affairs": "外務省",
    "ministry of finance": "財務省",
    "national tax agency": "国税庁",
    "ministry of education, culture, sports, science and technology": "文部科学省",
    "agency for cultural affairs": "文化庁",
    "japan sports agency": "スポーツ庁",
    "ministry of health, labour and welfare": "厚生労働省",
    "ministry of agriculture, forestry and fisheries": "農林水産省",
    "forestry agency": "林野庁",
    "fisheries agency": "水産庁",
    "ministry of economy, trade and industry": "経済産業省",
    "agency for natural resources and energy": "資源エネルギー庁",
    "japan patent office": "特許庁",
    "small and medium enterprise agency": "中小企業庁",
    "ministry of land, infrastructure, transport and tourism": "国土交通省",
    "japan tourism agency": "観光庁",
    "japan meteorological agency": "気象庁",
    "japan transport safety board": "運輸安全委員会",
    "japan coast guard": "海上保安庁",
    "ministry of the environment": "環境省",
    "nuclear regulation authority": "原子力規制委員会",
    "ministry of defense": "防衛省",
    "acquisition, technology & logistics agency": "防衛装備庁",
    "board of audit": "会計検査院",
    "national diet library": "国立国会図書館",
    "bank of japan": "日本銀行",
    "information-technology promotion agency": "独立行政法人情報処理推進機構",
}
"""The English names as the bodies write them."""
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
_BUREAUS = {
    "総務省": "自治行政局 自治財政局 自治税務局 国際戦略局 情報流通行政局 総合通信基盤局",
    "財務省": "主計局 主税局 関税局 理財局",
    "文部科学省": "総合教育政策局 初等中等教育局 高等教育局 科学技術・学術政策局 研究振興局 "
    "研究開発局",
    "厚生労働省": "医政局 健康・生活衛生局 医薬局 医薬・生活衛生局 医薬食品局 労働基準局 "
    "職業安定局 雇用環境・均等局 社会・援護局 老健局 保険局 年金局",
    "農林水産省": "消費・安全局 輸出・国際局 農産局 畜産局 農村振興局",
    "経済産業省": "経済産業政策局 通商政策局 貿易経済協力局 産業技術環境局 製造産業局 "
    "商務情報政策局",
    "国土交通省": "国土政策局 不動産・建設経済局 水管理・国土保全局 物流・自動車局",
    "環境省": "地球環境局 水・大気環境局 自然環境局 環境再生・資源循環局",
    "金融庁": "企画市場局",
}
"""Bureaus whose name tells their ministry: those of the cabinet orders on its organization that no
other body has too, as 都市局 or 健康局 would be."""
_MINISTRY_OF_BUREAU = {name: body for body, names in _BUREAUS.items() for name in names.split()}
_BUREAU = re.compile("|".join(sorted(map(re.escape, _MINISTRY_OF_BUREAU), key=len, reverse=True)))
_SIGNS = {
    "総務省": "総行 総財 総税 消防 総官 総情 総基",
    "財務省": "財関 財理",
    "国税庁": "課消 課個 課法 官総",
    "文部科学省": "文科 文科初 文科高 文科教",
    "厚生労働省": "医政 健発 健感 健生 薬生 医薬 薬食 基発 職発 雇児 子発 社援 障発 老発 老高 "
    "老介 老認 老老 保発 保医 保総 年発 感発 生食",
    "農林水産省": "消安",
    "国土交通省": "国総 国海 国港 国空 国道 国水 国都 国住 国自",
    "環境省": "環廃 環循 環自 環水",
    "こども家庭庁": "こ成 こ支",
    "消費者庁": "消食 消参",
    "個人情報保護委員会": "個情",
    "デジタル庁": "デ庁",
}
"""Signs with which the numbers of a body's letters begin: 保医発0316第1号 is one of 厚生労働省."""
_OF_SIGN = {sign: body for body, signs in _SIGNS.items() for sign in signs.split()}
_SIGNED = re.compile(
    rf"(?P<sign>{'|'.join(sorted(_OF_SIGN, key=len, reverse=True))})[^\s、。]{{0,8}}?"
    r"(?:発)?[ 　]*(?:[0-9０-９]{1,4}[ 　]*)?第[ 　]*[0-9０-９一二三四五六七八九十]+[ 　]*号"
)
_SHORT_FORMS = {
    "独": "独立行政法人", "国研": "国立研究開発法人", "国大": "国立大学法人",
    "地独": "地方独立行政法人", "一社": "一般社団法人", "公社": "公益社団法人",
    "一財": "一般財団法人", "公財": "公益財団法人", "社": "社団法人", "財": "財団法人",
    "特非": "特定非営利活動法人", "社福": "社会福祉法人", "福": "社会福祉法人", "医": "医療法人",
    "学": "学校法人", "株": "株式会社", "有": "有限会社", "同": "合同会社",
}  # fmt: skip
_SHORT_FORM = re.compile(rf"[(（](?P<form>{'|'.join(_SHORT_FORMS)})[)）][ 　]*")
_LEGAL_FORMS = (
    "独立行政法人|国立研究開発法人|国立大学法人|大学共同利用機関法人|地方独立行政法人|特殊法人|認可法人|"
    "(?:一般|公益)(?:社団|財団)法人|特定非営利活動法人|NPO法人|社会福祉法人|医療法人|学校法人|"
    "株式会社|有限会社|合同会社|社団法人|財団法人|有限責任(?:監査法人)?"
)
_FORMS_BEHIND = "株式会社|有限会社|合同会社|監査法人|法律事務所|特許事務所"
_BODY_ENDS = "基金|機構|協会|協議会|連合会|連盟|研究所|センター|会議所|公社|公団|公庫|組合|大学"
_KINDS = (
    "基金|機構|協会|協議会|連合会|連盟|研究所|研究センター|センター|研究班|会議所|公社|公団|公庫|組合|"
    "大学|大学院|学会|医師会|薬剤師会|所長会|部長会|知事会|市長会|町村会|財団|総合研究所|図書館|本部|企業庁|"
    "病院|議会|教育委員会|選挙管理委員会|公安委員会|監査委員会?|農業委員会|警察署|消防署|"
    "[^、。]{2,10}(?<!事務)(?<!部)(?<!当)局|"
    "気象台|監督署|税務署|[^、。]{2,8}[庁省]|[^、。]{1,6}[市区町村]|[^、。]{2,4}県|"
    "[^、。]{1,6}(?:市役所|区役所|町役場|村役場|県庁)"
)
_NO_BODY = re.compile(
    r"(?:各|全|関係|同|当|他|都道府|本|貴)?(?:府?省庁|(?:企画|財政|管理)?[総財]務局|県|市|区|町|村|市区?町村|都市|市場|地区|"
    r"大学|病院|議会|本部|研究所|センター|機構|組合|協議会|事業本部|大学院)"
)
"""What is no body without a name."""
_IN_PROSE = re.compile(
    r"^[にをはがのでとへも及]|を|(?:した|する|される|けた|った|れた|出た|いる|ある|いう|める|ための|による|おける|にて)"
)
"""What tells the end of a sentence's line from a name: に届け出た保険薬局."""
_KNOWN = sorted({*_MINISTRIES, *_PREFECTURES}, key=len, reverse=True)
_KNOWN_AT_START = re.compile("|".join(map(re.escape, _KNOWN)))
_WITH_FORM = re.compile(
    rf"(?P<form>{_LEGAL_FORMS})[ 　]*(?P<name>(?![のはがをにでと等])[^\s、。，（(「」]{{2,30}})"
)
_FORM_BEHIND = re.compile(rf"[^\s、。，:：（()）「」]{{2,24}}(?:{_FORMS_BEHIND})")
_TEXT_BEHIND = re.compile(r"(?:について|こと|等|及び|する|いて)$")
_DEPARTMENT_OF_FORM = re.compile(rf"(?P<body>.{{2,28}}?(?:{_BODY_ENDS}))(?P<department>.+)")
_OF_A_KIND = re.compile(rf"[^\s、。，:：（()）「」・～~]{{0,20}}(?:{_KINDS})")
_LOCAL = re.compile(
    r"(?P<body>[一-龥々ァ-ヶーぁ-ん]{1,6}?(?<![都方地学市区町])(?:(?<=..)県|市|区|町|村))"
    r"(?P<part>(?![場民街内外域分画間])(?:"
    r"[^\s、。]{0,16}(?:知事|議会|役所|役場|教育委員会|消防局|消防本部)(?:教育長|事務局)?[^\s、。]{0,8}|"
    r"長(?:[一-龥々ぁ-んァ-ヶ]{2,8})?|"
    r"[^\s、。]{2,24}(?:部|局|課|室|係|センター|事務所|所)長?))"
)
"""A prefecture, city, ward, town or village that is not known by name, with its department or
officer; the officer's name may stand close behind."""
_MINISTER = re.compile(r"(?P<ministry>[^\s、。]{2,8})大臣(?:[\s　]|$)")
_JOINT = "|".join(map(re.escape, _KNOWN))
_NOTICE = re.compile(
    rf"[○〇◯]?(?P<body>{_JOINT})(?:[、・ 　](?:{_JOINT}))*"
    r"(?:告示|令|訓令|公告|規則|条例)(?:第|[一二三四五六七八九十0-9０-９])"
)
_LOCAL_NOTICE = re.compile(
    r"[○〇◯◎]?(?P<body>[一-龥々ァ-ヶー]{1,6}?(?:県|市|区|町|村))(?:告示|規則|条例|訓令|公告)第"
)
_PART_OF_BODY = re.compile(
    r"(?:省|庁|府|院|官房|局|部|課|室|係|班|官|長|知事|総裁|グループ|チーム|センター|担当|事務局|本部|研究所|"
    r"委員会|会議|機構|審議会|[)）])$"
)
_OFFICER = re.compile(
    r"(?:知事|市長|区長|町長|村長|長官|総裁)(?:[ 　]*[一-龥々ぁ-んァ-ヶ]{1,4}){0,3}$"
)
"""An officer at the end of a line, and the name."""


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
    """The body of a line such as ○厚生労働省告示第四十三号, or 厚生労働大臣 加藤 勝信; of a notice
    of several the first."""
    if match := _NOTICE.match(text) or _LOCAL_NOTICE.match(text):
        return match["body"]
    if match := _MINISTER.match(text):
        name = match["ministry"]
        named = _MINISTERS.get(name, name + "省")
        return next((body for body in (named, name + "庁") if body in _KNOWN), "")
    return ""


def body_of(text: str) -> str:
    """The body that a line names which names nothing else: 厚生労働省保険局医療課長 → 厚生労働省,
    独立行政法人情報処理推進機構 セキュリティセンター → without the centre. Empty if it is no such
    line."""
    text = unicodedata.normalize("NFC", text).strip(" 　")
    if match := _SHORT_FORM.match(text):
        text = _SHORT_FORMS[match["form"]] + text[match.end() :]
    text = text.strip("()（）[]【】")
    first = re.split(r"[ 　、／/]", text)[0]
    known = known_body(text)
    if known and (
        _PART_OF_BODY.search(first) or first == known or _OFFICER.search(first[len(known) :])
    ):
        return known
    first = first.split("・")[0]
    if known and first == known:
        return known
    return _incorporated(text) or _bureau(text) or _local(text) or _of_a_kind(first)


def _incorporated(text: str) -> str:
    """A body with its legal form, without its department: 株式会社 灯火 → 株式会社灯火."""
    if match := _WITH_FORM.match(text):
        name = match["name"]
        if _TEXT_BEHIND.search(name):
            return ""
        inner = _DEPARTMENT_OF_FORM.fullmatch(name)
        if inner and _PART_OF_BODY.search(inner["department"]):
            name = inner["body"]
        return match["form"] + name
    match = _FORM_BEHIND.match(text)
    return match.group() if match and text[match.end() : match.end() + 1] in ("", " ", "　") else ""


def _bureau(text: str) -> str:
    """The ministry of a bureau that stands without it: 保険局医療課長 → 厚生労働省."""
    match = _BUREAU.match(text)
    if match is None:
        return ""
    first = re.split(r"[ 　]", text)[0]
    whole = first == match.group() or _PART_OF_BODY.search(first)
    return _MINISTRY_OF_BUREAU[match.group()] if whole else ""


def _local(text: str) -> str:
    """The city of a department or officer: 横浜市健康福祉局長 → 横浜市."""
    first = re.split(r"[ 　]", text)[0]
    match = _LOCAL.fullmatch(first)
    if match is None or _NO_BODY.fullmatch(match["body"]):
        return ""
    board = re.match("教育委員会|議会|消防局|消防本部", match["part"])
    return match["body"] + (board.group() if board else "")


def _of_a_kind(first: str) -> str:
    if _OF_A_KIND.fullmatch(first) is None or _NO_BODY.fullmatch(first) or _IN_PROSE.search(first):
        return ""
    return first


def body_of_letter(text: str) -> str:
    """The ministry or agency whose letter has the number that a line is: 保医発0316第1号."""
    match = _SIGNED.fullmatch(text)
    return _OF_SIGN[match["sign"]] if match else ""


def is_officer(text: str) -> bool:
    """Whether a line ends in an officer of a body, with or without a name."""
    return _OFFICER.search(text) is not None


def is_known(body: str) -> bool:
    """Whether a body is one of the national government or a prefecture."""
    return body in _KNOWN


def is_prefecture(body: str) -> bool:
    """Whether a body is a prefecture."""
    return body in _PREFECTURES
