"""What a line of a title page is, beside its title: a mark of an annex, a number, an addressee."""

from __future__ import annotations

import re

from shiryokan.titlepage.bodies import body_of

_NUMBER = r"[0-9０-９一二三四五六七八九十〇①-⑳ⅠⅡⅢⅣⅤⅥ]"
_MARK = re.compile(
    rf"[(（【\[〔<＜]?\s*(?:別添|別紙|別表|別記|別冊|資料|参考|参考資料|付録|附録|付属資料|様式|別紙様式|別添様式|"
    rf"議題|机上配布資料|配布資料|会議資料|添付資料|補足資料|第)\s*(?:No\.?|第)?\s*{_NUMBER}*(?:\s*[-－―‐–のー・]\s*{_NUMBER}+)*"
    r"\s*号?\s*[)）】\]〕>＞]?"
)
_MARK_BEFORE = re.compile(
    rf"^[(（【\[〔<＜]?(?:別添|別紙|別表|別記|資料|参考資料|参考|別紙様式)\s*第?\s*{_NUMBER}*(?:[-－―‐–の]{_NUMBER}+)*"
    r"[)）】\]〕>＞]?[ 　]+"
)
_MARK_AFTER = re.compile(
    rf"[ 　]+(?:別添|別紙|別表|資料|参考資料|参考)\s*{_NUMBER}+(?:[-－―‐–の]{_NUMBER}+)*$"
)
_MARK_IN_BRACKETS = re.compile(
    rf"^[(（【\[〔](?:別添|別紙|別表|資料|参考){_NUMBER}*(?:[-－]{_NUMBER}+)*[)）】\]〕]"
)
_LETTER_NUMBER = re.compile(
    r"[^\s、。「」]{0,16}?(?:第|発)\s*[0-9０-９一二三四五六七八九十百千〇]+\s*(?:[-－の][0-9０-９]+)?\s*号(?:の[0-9０-９]+)?"
    r"|[○〇◯]?[^\s、。]{2,10}(?:告示|訓令|公告)"
    r"|[○〇◯][^\s、。]{2,12}(?:告示|令|訓令)第.{1,10}号"
)
_TO = re.compile(r"(?:殿|御中|各位|様|あて|宛て?|御一同|関係者)[\s　)）]*$")
_ADDRESSED = re.compile(
    r"^(?:各|地方厚生|都道府県|保健所設置市|特別区|指定都市|中核市|関係団体|関係機関|市町村|市区町村|全国)"
)
_KIND_OF_PAPER = re.compile(
    r"(?:事務連絡|通知|報道発表|報道発表資料|プレスリリース|press release|news release|"
    r"記者発表資料|お知らせ|"
    r"ご案内|写し?|公印省略|[(（]公印省略[)）]|施行|取扱注意|機密性.*|部外秘|案|初回用|速報|"
    r"照会先.*|問合せ先.*|問い合わせ先.*|お問い合わせ先.*|担当[:：].*|電話.*|tel.*|e-?mail.*)",
    re.I,
)
_CONTENTS = re.compile(
    r"[［\[【〔<＜(（]?\s*(?:目\s*次|contents|もくじ|要\s*旨|はじめに|概要|記)\s*[］\]】〕>＞)）]?",
    re.I,
)
_LEADERS = re.compile(r"[.．…‥・_＿─-]{4,}\s*[0-9０-９ivx]*\s*(?:頁|ページ)?$")
_URL = re.compile(r"https?:|www\.|@[a-z]", re.I)
_LATIN = re.compile(r"[\x00-\x7f’“”–—]+")
_ITEM = re.compile(
    r"^(?:[・•●○◯〇◆◇■□▪※➢✓◎▼▶★☆]|[0-9０-９]{1,2}\s*[.．、)）]\s*|[(（][0-9０-９一二三四五六七八九十ア-ン]{1,3}[)）]|"
    r"[①-⑳]|[イロハニホヘト]　|[0-9０-９]{1,2}[ 　]|[ⅠⅡⅢⅣⅤⅠ-Ⅹ][.． 　]|問\s*[0-9０-９]|"
    r"注[0-9０-９ ：:])"
)
_CHAPTER = re.compile(rf"^第\s*{_NUMBER}+\s*[編部章節款条]")
_SENTENCE = re.compile(
    r"(?:。|である|します|ました|ください|こととする|されたい|であり|しており|、)$"
)
_PERSON = re.compile(r"^[一-龥々]{1,4}[ 　][一-龥々ぁ-んァ-ン]{1,4}(?:[ 　(（*＊0-9,、].*)?$")
_NAME = r"[一-龥々]{1,4}[ 　]?[0-9０-９]?[ 　]?[一-龥々ぁ-んァ-ン]{1,4}[ 　]?[0-9*＊†‡]*"
_SAID = (
    "会見|方針|報告書?|通知|通達|資料|説明|挨拶|発言|提出|講演|談話|声明|会議|表明|演説|要領|要望書?|決定|答弁|"
    "意見書?|答申|提言|依頼|照会|回答|写し?|案"
)
_ENDS_AS_SAID = re.compile(rf"(?:{_SAID})\W*$")
"""What those in office say and issue, and no name."""
_SIGNATURE = re.compile(
    r"(?:\S{1,24}[ 　])?\S{0,24}"
    r"(?:大臣|長官|知事|[市区町村]長|会長|理事長|局長|部長|課長|委員長|議長|総裁|総監|学長|院長|所長)"
    r"(?:[ 　]?(?:臨時代理|事務取扱|代行))?[ 　]+[一-龥々]{1,4}[ 　]*[一-龥々ぁ-んァ-ンー]{1,5}"
    r"(?:[ 　]*(?:[(（]?(?:公印省略|印)[)）]?))?"
)
_NAMES = re.compile(rf"{_NAME}(?:[、,][ 　]?{_NAME}){{1,12}}[、,]?")


def is_mark(text: str) -> bool:
    """別添７, 資料1-2, （参考）: what places it among others handed out with it."""
    return len(text) <= 16 and _MARK.fullmatch(text) is not None


def without_mark(text: str) -> str:
    """A line without the mark of an annex before it."""
    text = _MARK_IN_BRACKETS.sub("", _MARK_BEFORE.sub("", text))
    return _MARK_AFTER.sub("", text).strip(" 　")


def is_letter_number(text: str) -> bool:
    """保医発0316第1号, ○厚生労働省告示第四十三号."""
    return _LETTER_NUMBER.fullmatch(text.replace(" ", "").replace("\u3000", "")) is not None


def is_addressee(text: str) -> bool:
    """都道府県民生主管部（局）, …御中, …殿: to whom it goes."""
    if _ADDRESSED.match(text) and len(text) <= 40 and not text.endswith(("について", "件")):
        return bool(re.search(r"[部局課長室殿中位県市村者関体区)）]\s*$", text))
    return len(text) <= 60 and _TO.search(text) is not None


def is_kind_of_paper(text: str) -> bool:
    """事務連絡, 報道発表, （公印省略）, 問合せ先: what a paper is, or stands beside a title."""
    whole = re.sub(r"[ 　]", "", text)
    return _KIND_OF_PAPER.fullmatch(whole) is not None or (
        _KIND_OF_PAPER.fullmatch(whole.strip("()（）【】[]〔〕《》")) is not None
    )


def is_contents(text: str) -> bool:
    """目次, 要旨, 記: the head of something within a document, or a line of a table of contents."""
    return _CONTENTS.fullmatch(text) is not None or _LEADERS.search(text) is not None


def is_latin(text: str) -> bool:
    """Without any Japanese letter."""
    return _LATIN.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """An address of the web or of mail."""
    return _URL.search(text) is not None


def is_item(text: str) -> bool:
    """It begins with a bullet or a number of an enumeration."""
    return _ITEM.match(text) is not None


def chapter_mark(text: str) -> str:
    """第３章 at the beginning of a line, or nothing."""
    match = _CHAPTER.match(text)
    return match.group() if match else ""


def is_sentence(text: str) -> bool:
    """It is running text."""
    return _SENTENCE.search(text) is not None


def is_person(text: str) -> bool:
    """One name of a person, or several."""
    return (len(text) <= 20 and _PERSON.match(text) is not None) or _NAMES.fullmatch(
        text
    ) is not None


def is_signature(text: str) -> bool:
    """Who signs, with the office: 厚生労働大臣 山田 太郎."""
    return _SIGNATURE.fullmatch(text) is not None and not _ENDS_AS_SAID.search(text)


def is_contact(text: str) -> bool:
    """Whom to ask: 【照会先】, a desk of an office (企画課 企画係), a telephone."""
    return _CONTACT.search(text) is not None or _DESK.fullmatch(text) is not None


_CONTACT = re.compile(
    r"^[【〔\[(（]?\s*(?:照会先|お?問い?合わ?せ先|連絡先|取材先|担当(?:者|課|部署)?)\s*(?:[】〕\])）:：]|$)"
    r"|[(（]?内線|直通[)）:：0-9０-９]|代表電話|[(（]代表[)）]"
    r"|(?:TEL|FAX|ＴＥＬ|ＦＡＸ|電話)\s*[:：(（]?\s*[0-9０-９]"
)
_DESK = re.compile(r"\S*(?:局|部|課|室|センター)[\s　]+\S{0,10}(?:係|班|担当|グループ)")


def is_issuer(text: str) -> bool:
    """A body alone, with its office or officer, who issues what follows."""
    return len(text) <= 40 and bool(body_of(_BRACKETS.sub("", text)) or body_of(text))


_BRACKETS = re.compile(r"[(（][^(（)）]*[)）]$")
