"""What the words around a link say: the number of a meeting, its day, its council, a label."""

from __future__ import annotations

import datetime
import re
import unicodedata

import msgspec

from shiryokan.japanese.eras import FiscalYear, Mention, Year, written
from shiryokan.japanese.eras import mentions as mentions_in_japanese
from shiryokan.japanese.numerals import NotANumber, kanji_number
from shiryokan.lookout.reading import english

_COUNTED = r"[0-9０-９]{1,4}|[〇一二三四五六七八九十百]{1,5}"
_NOT_OF_EVENT = (
    r"(?!\S{0,12}?(?:調査|募集|公募|接種|試験|検査|入札|講演会|講座|大会|式典|セミナー|シンポジウム|"
    r"アンケート|採択|選考|配分|交付)(?!\S{0,20}(?:会|委員|グループ|チーム|フォース|ＷＧ|WG)))"
)
"""第2回精度管理調査 is no meeting, 第2回港湾調査検討会 is one."""
_NUMBER = re.compile(
    rf"(?P<year>(?:令和|平成|昭和)\s*(?:元|[0-9０-９]{{1,2}})\s*年度?|[0-9０-９]{{4}}年度?)?\s*の?\s*"
    rf"第\s*(?P<number>{_COUNTED})\s*回(?!\s*国会|目){_NOT_OF_EVENT}"
)
_SHORT_NUMBER = re.compile(
    r"(?:^|[\s(（])(?:[#＃]|No\.?|Vol\.?|第)?\s*(?P<number>[0-9０-９]{1,4})\s*回?(?=$|[\s)）])",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:[#＃]|No\.?\s?|Vol\.?\s?)(?P<number>[0-9]{1,4})(?![0-9])"
    r"|(?<![0-9第])(?P<bare>[0-9]{1,3})回(?![目の以忌])",
    re.IGNORECASE,
)
_LONGEST = 120
"""Characters of a text, at most, that may name a council."""
_SHORT = 60
"""Characters of a text, at most, in which #12 is the number of a meeting."""
_NOT_OF_MEETING = re.compile(
    r"(?:最終)?更新(?:日|：|:)?|掲載(?:日|：|:)?|公表(?:日|：|:)?|公開日|登録日|作成日|締切|期限"
)
_AFTERWARDS = re.compile(r"\s*(?:付け?(?!近)|現在|更新|掲載|公表|時点|まで|施行|改[正訂]|以降)")
_LEAD = 8
"""Characters before a date in which a word says what it is the date of."""
DAY_OF_MONTH = re.compile(
    r"(?<![0-9年])([0-9]{1,2})月\s*([0-9]{1,2})日|(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])"
)
_SENTENCE = re.compile(r"。|です|ます|ません|ください")
_DATED = re.compile(r"開催日時|日時|日程|開催日|開催|期日|実施日|年月日|とき")

_ENDS = (
    "審議会|審査会|調査会|評議会|分科会|部会|小委員会|委員会|検討会|研究会|懇談会|懇話会|懇親会|協議会|"
    "会議|幹事会|本部会合|本部|会合|総会|ワーキンググループ|ワーキング・グループ|ワーキングチーム|"
    "作業部会|作業グループ|サブグループ|タスクフォース|検討チーム|プロジェクトチーム|専門家会合|"
    "有識者会合|円卓会議|フォーラム|連絡会|意見交換会|WG|ＷＧ|WT|TF|PT"
)
_GENERIC = re.compile(
    rf"(?:各種|関係|関連|次回|今回|前回|過去の?|主な|その他の?|本|同|当|定例|臨時|合同|開催|の)*"
    rf"(?:(?:{_ENDS}|等)[・、,/／及びや\s]*)+(?:等|一覧|の一覧|情報|開催状況|資料|資料等)?"
)
_COUNCIL = re.compile(rf"[^、。！!？?:：；;]{{2,60}}(?:{_ENDS})(?:[（(][^（）()]{{1,20}}[）)])?")
_NAMED_AFTER = re.compile(
    rf"(?P<name>[^\s「『（(、。]{{2,50}}?(?:{_ENDS}))"
    r"(?=$|[\s「『（(のをにはが])"
)
_ABOUT = re.compile(
    r"^[^\s]{0,12}(?:開催|会議|資料|議事|情報|一覧|状況|結果|案内|公開|傍聴|概要|について)"
)
"""What the heading of a council's page goes on with."""
_TAIL = re.compile(
    r"(?:の?(?:開催(?:案内|状況|情報|結果|記録|予定|履歴|実績|について|のお知らせ|日程)?|配[布付]資料|会議資料|資料(?:等|一覧|集)?|議事(?:録|要旨|概要|次第)?(?:等|一覧)?|会議録|"
    r"委員(?:名簿|の?公募.*)|構成員名簿|名簿|概要|一覧|ページ|トップ(?:ページ)?|ホームページ|お知らせ|中止|"
    r"(?:に)?ついて|次第))+$"
)
_OF_SOMEBODY = re.compile(r"の(?:各種)?(?:会議|審議会|委員会|会合|研究会|検討会)$")
"""みなと町の会議 is no council, but where all of them are listed."""
_SUB_BODY = re.compile(
    r"^(?!.*(?:審議会|協議会)).*(?:部会|分科会|小委員会|専門委員会|ワーキンググループ|ワーキング・グループ|WG|ＷＧ|作業部会|"
    r"幹事会|サブグループ|タスクフォース)$"
)
_BRACKETS = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
_EDGES = " 　・:：|｜-－―~〜～／/「」『』【】〔〕[]<>＜＞»›>→●○◆■□◎▼▲★☆※"

_ENDS_OF_TITLE = " 　・:：|｜-－―/／＞>»›"
_VERSION = (
    r"(?:\s*[（(](?:差[し]?替え?|訂正|修正|改訂|改|正誤|追加|更新|未定稿|案|速報|暫定|その[0-9０-９一二三四五]|分割|[0-9０-９]/[0-9０-９])"
    r"[^（）()]{0,12}[）)])?"
)
_COUNT = r"(?:\s*(?:No\.?\s*)?[0-9０-９]+(?:[-－‐‑–—−―ー.．・の][0-9０-９]+)*)"
_LABEL = re.compile(
    rf"(?P<numbered>(?:(?:机上|当日|席上|追加|補足|説明|提出|委員提出|構成員提出|事務局|会議|団体)?(?:配[布付]|提出)?(?:参考)?資料|"
    rf"別添|別紙|参考|別表|様式|資料集){_COUNT}{_VERSION}|{english.LABELS})"
    rf"|(?P<plain>(?:(?:机上|当日|席上|追加|補足|説明|提出|委員提出|構成員提出|会議)?(?:配[布付]|提出)?(?:参考)?資料(?:一式|全体版|等|[（(]全体版[）)])?|"
    rf"別添|別紙|参考|議事次第|議事録|議事要旨|議事概要|会議録|会議概要|速記録|次第|議題|開催要[綱領項]|設置要[綱領]|運営要[綱領]|"
    rf"(?:委員|構成員|出席者|参加者)?名簿|座席表|開催案内|開催通知){_VERSION}(?=$|[\s:：．.、,「『】]|[（(](?:令和|平成|[0-9]{{4}}))|{english.PLAIN_LABELS}(?=$|:))"
)
_OPENERS, _CLOSERS = "【〔[［<＜", "】〕]］>＞"
_AFTER_LABEL = " 　:：．.、,・-－―_＿"
_FORMAT = (
    r"(?:PDF|ＰＤＦ|Word|ワード|Excel|エクセル|Power\s?Point|パワーポイント|CSV|ZIP|HTML|一太郎|"
    r"docx?|xlsx?|pptx?)"
)
_MARK_OF_FILE = re.compile(
    rf"\s*[（(\[【［〔]\s*{_FORMAT}[^（）()\[\]【】［］〔〕]{{0,40}}[）)\]】］〕]"
    r"|\s*[（(\[【［〔]\s*(?:約?\s*[0-9０-９,.，．]+\s*(?:KB|MB|ＫＢ|ＭＢ|キロバイト|メガバイト|バイト|頁|ページ)[^（）()\[\]【】［］〔〕]{0,20})[）)\]】］〕]"
    rf"|\s*{_FORMAT}(?:形式|ファイル|版)?\s*(?:[:：/／]?\s*[0-9,.]+\s*[KM]?B)?\s*$"
    r"|\s*[（(]?(?:新しい|別)(?:の)?(?:ウィンドウ|ウインドウ|タブ)[でに]?(?:開き?(?:く|ます)?)?[）)]?|\s*(?:NEW!?|New!?|新着)\s*$",
    re.IGNORECASE,
)
_MARK_OF_PDF = re.compile(
    r"(?:^\s*[（(\[【［〔]?|[（(\[【［〔])\s*(?:PDF|ＰＤＦ)(?![A-Za-z])", re.IGNORECASE
)
"""What says that a link leads to a PDF: at the beginning of a text, or in brackets."""
_MARK_BEFORE = re.compile(
    r"^[（(\[【［]?(?:PDF|ＰＤＦ)(?:形式|ファイル|版)?[）)\]】］]?\s*[:：]?\s*(?=\S)", re.IGNORECASE
)
_EMPTY_WORDS = re.compile(
    rf"{_FORMAT}?(?:ファイル|形式|版)?(?:を?ダウンロード|を?開く|表示|本文|全文|こちら|リンク|download|open|詳細|閲覧)?"
    rf"(?:[（(]?{_FORMAT}[）)]?)?",
    re.IGNORECASE,
)


class Words(msgspec.Struct, frozen=True):
    """What a text says of a meeting; ``part`` is a month and day without a year."""

    number: int = 0
    counted_in: str = ""
    date: datetime.date | None = None
    part: tuple[int, int] | None = None
    year: FiscalYear | Year | None = None
    council: str = ""


def mentions(text: str) -> list[Mention]:
    """The times that a text names, in order, in Japanese or in English."""
    found = list(mentions_in_japanese(text))
    taken = {(one.start, one.end) for one in found}
    for one in english.days_in(text):
        if not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
        else:
            found = [x for x in found if not (one.start <= x.start and x.end <= one.end)] + [one]
    return sorted(found, key=lambda one: one.start)


def plain(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text.replace("\u200b", "").split())


def folded(text: str) -> str:
    """A text as it is compared: NFKC, without spaces and letter case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def counted(text: str) -> int:
    """The number that is written, 0 if it is none."""
    try:
        return int(unicodedata.normalize("NFKC", text))
    except ValueError:
        try:
            return kanji_number(text)
        except NotANumber:
            return 0


def number_in(text: str) -> tuple[int, str]:
    """The number of the meeting that a text names first, and what it is counted in."""
    if match := _NUMBER.search(text):
        return counted(match["number"]), _year_text(match["year"] or "")
    if len(text) <= _SHORT and (match := _SIGNED.search(unicodedata.normalize("NFKC", text))):
        return counted(next(filter(None, match.groups()))), ""
    return (english.number_in(text) if len(text) <= _LONGEST else 0), ""


def year_alone(text: str, council: str = "") -> str:
    """The fiscal year that a link is about and little else: 令和6年度開催分.

    It may name ``council``, the page's own. Of several years the first; of a link to all that is
    over (過去の会議) its words; empty if it is none.
    """
    text = plain(text)
    if len(text) > _SHORT:
        return ""
    found = [m for m in mentions(text) if isinstance(m.when, FiscalYear)]
    rest = text
    for mention in reversed(found):
        rest = rest[: mention.start] + rest[mention.end :]
    if council:
        rest = rest.replace(council, "")
    rest = re.sub(r"[\s　（()）・、~〜～－-]|から|まで|以前|以降", "", rest).strip(_EDGES)
    if found and _YEARLY.fullmatch(rest):
        return written(found[0].when)
    return rest[:30] if not found and _PAST.fullmatch(rest) else ""


_YEARLY = re.compile(
    r"(?:の?(?:開催|実施|会議|審議|審議会|委員会|配[布付])*(?:分|状況|資料|記録|一覧|実績|会議録|議事録|アーカイブ)*"
    r"(?:はこちら|について|等)?)?"
)
_PAST = re.compile(
    r"(?:過去|これまで|以前|過年度|前年度|昨年度)(?:分|の)?(?:開催|会議|審議会?|委員会|検討会|部会|配[布付])*(?:分|状況|資料|記録|一覧|実績|会議録|議事録)*"
    r"(?:はこちら|について|等)?|(?:会議(?:資料|録)?)?(?:アーカイブ|バックナンバー)"
)
"""A link to what is over: 過去の開催状況はこちら."""


def number_alone(text: str) -> int:
    """The number of a cell below the head 回: 41, 41回, (41)."""
    match = _SHORT_NUMBER.search(plain(text))
    return counted(match["number"]) if match else 0


def _year_text(text: str) -> str:
    for mention in mentions(text):
        if isinstance(mention.when, FiscalYear | Year):
            return written(mention.when)
    return ""


def dates_in(text: str) -> list[datetime.date]:
    """The days that a text names as those of a meeting: not when a page was changed, and not up to
    when something holds."""
    found = []
    for mention in mentions(text):
        if not isinstance(mention.when, datetime.date):
            continue
        before = text[max(0, mention.start - _LEAD) : mention.start]
        if _NOT_OF_MEETING.search(before) or _AFTERWARDS.match(text, mention.end):
            continue
        found.append(mention.when)
    return found


def words_of(text: str) -> Words:
    """All that a text says of a meeting."""
    text = plain(text)
    number, counted_in = number_in(text)
    days = dates_in(text)
    part = None
    if not days and not _NOT_OF_MEETING.search(text):
        match = DAY_OF_MONTH.search(unicodedata.normalize("NFKC", text))
        if match and match[1]:
            part = (int(match[1]), int(match[2]))
        elif match and len(text) <= _SHORT:
            part = (int(match[3]), int(match[4]))
    years = [m.when for m in mentions(text) if isinstance(m.when, FiscalYear | Year)]
    return Words(
        number, counted_in, days[0] if days else None, part, years[0] if years else None,
        council_in(text),
    )  # fmt: skip


def day_of(part: tuple[int, int], year: FiscalYear | Year) -> datetime.date | None:
    """The day of a month and day within a year or fiscal year."""
    month, day = part
    later = isinstance(year, FiscalYear) and month < 4
    try:
        return datetime.date(year.year + later, month, day)
    except ValueError:
        return None


def is_sentence(text: str) -> bool:
    """Whether a text is told rather than headed."""
    return bool(_SENTENCE.search(text))


def is_about_a_date(text: str) -> bool:
    """Whether a date is what a text is for: 日時：令和6年6月24日, or the date and little else."""
    rest = plain(text)
    for mention in reversed(list(mentions(rest))):
        rest = rest[: mention.start] + rest[mention.end :]
    rest = re.sub(
        r"[（(][日月火水木金土](?:曜日?)?(?:・[祝休])?[）)]"
        r"|[0-9０-９]{1,2}[:：時][0-9０-９]{0,2}分?|[\s　~〜～、・:：午前後から]",
        "",
        DAY_OF_MONTH.sub("", rest),
    )
    return bool(_DATED.search("".join(text.split()))) or len(rest) <= 4


def heads_a_date(text: str) -> bool:
    """Whether a heading is followed by the day of a meeting: 開催日, 日時."""
    return bool(_DATED.fullmatch("".join(text.split()).strip(_EDGES)))


def is_news(text: str) -> bool:
    """Whether a heading stands over news, whose dates are those on which they were told."""
    return bool(_NEWS.search(text))


_NEWS = re.compile(
    r"新着|お知らせ|更新情報|更新履歴|トピックス|報道発表|記者発表|発表資料|公表資料|プレスリリース|"
    r"What.s\s?new|Press\s?release",
    re.IGNORECASE,
)


def council_in(text: str) -> str:
    """The council that a text names and is about, as printed; empty if there is none."""
    text = plain(text)
    if len(text) > _LONGEST:
        return ""
    if found := _beside_number(text):
        return found
    if match := _COUNCIL_THEN_TITLE.fullmatch(text):
        return _council(match["name"])
    if is_sentence(text):
        return ""
    for part in re.split(r"[|｜]|\s[-－:：]\s|\s?[>＞»›]\s?", text):
        if found := _council(part) or _heading_council(part):
            return found
    return english.council_in(text) if text.isascii() else ""


def _beside_number(text: str) -> str:
    """The council whose name stands at the number of a meeting, whatever is told of it:
    第3回港湾防災検討会 資料1「津波の想定」, 港湾防災検討会（第3回）を開催します."""
    match = _NUMBER.search(text)
    if match is None:
        return ""
    after = text[match.end() :].strip()
    if named := _NAMED_AFTER.match(after):
        rest = after[named.end() :].strip()
        told = rest[:1] in tuple("のをにはが") or label_and_title(rest)[0]
        if told and (found := _council(named["name"])):
            return found
    before = text[: match.start()].rstrip(" 　（(")
    if text[match.end() :].lstrip(" 　")[:1] in ("）", ")") and is_sentence(text):
        return _council(before)
    return ""


def _heading_council(part: str) -> str:
    """みどり審議会　開催情報: the words before others that name none."""
    pieces = part.split()
    for count in range(len(pieces) - 1, 0, -1):
        rest = " ".join(pieces[count:])
        if _ABOUT.search(rest) and (found := _council(" ".join(pieces[:count]))):
            return found
    return ""


def _kept_bracket(match: re.Match[str]) -> str:
    """社会保障審議会（医療部会）: a bracket that names a part of the council is of its name."""
    return match.group() if _SUB_BODY.match(match.group()[1:-1]) else " "


def _council(text: str) -> str:
    text = _NUMBER.sub(" ", text)
    for mention in reversed(list(mentions(text))):
        text = text[: mention.start] + text[mention.end :]
    bare = plain(_BRACKETS.sub(_kept_bracket, text)).strip(_EDGES)
    for _ in range(3):
        bare = _TAIL.sub("", bare).strip(_EDGES)
    bare = re.sub(r"^(?:会議名|会議体|名称|審議会名|令和.{1,3}年度?)\s*[:：]?\s*", "", bare).strip(
        _EDGES
    )
    if _GENERIC.fullmatch("".join(bare.split())) or _OF_SOMEBODY.search(bare):
        return ""
    return bare if _COUNCIL.fullmatch(bare) else ""


def joined_councils(inner: str, outer: str) -> str:
    """The full name of a body below another: 報酬部会 of 地域見守り審議会."""
    if not outer or not _SUB_BODY.match(inner) or folded(inner) in folded(outer):
        return inner
    if folded(inner).startswith(folded(outer)) or not _PARENT.search(outer):
        return inner
    return outer + inner


_PARENT = re.compile(r"(?:審議会|協議会|分科会|部会|会議|委員会|調査会|本部|検討会|研究会)$")


def cleaned(text: str) -> str:
    """The words of a link without what says that it is a PDF, and how large."""
    text = plain(text)
    for _ in range(3):
        text = plain(_MARK_OF_FILE.sub("", text))
    return _MARK_BEFORE.sub("", text).strip(" 　")


def says_pdf(text: str) -> bool:
    """Whether words of a link, or those just after it, say that it leads to a PDF: （PDF：8KB）."""
    return bool(_MARK_OF_PDF.search(plain(text)))


def says_nothing(text: str) -> bool:
    """Whether the words of a link do not tell what it leads to: PDF, 本文, ダウンロード."""
    return bool(_EMPTY_WORDS.fullmatch(text))


def label_and_title(text: str) -> tuple[str, str]:
    """資料1　届出の様式について → 資料1 and 届出の様式について; 議事録 has no title."""
    whole = cleaned(text)
    text = whole.lstrip(_EDGES).rstrip(_ENDS_OF_TITLE)
    match = _LABEL.match(text)
    if match is None:
        return "", text
    title = text[match.end() :]
    if whole[: len(whole) - len(text)].strip()[-1:] in tuple(_OPENERS):
        # 【資料1】届出の様式について
        title = title.lstrip(_CLOSERS)
    title = title.strip(_AFTER_LABEL)
    if title.startswith("「") and title.endswith("」") and title.count("「") == 1:
        title = title[1:-1]
    return plain(match.group()), title


def without_meeting(text: str) -> str:
    """What follows the name of a meeting: 議事録 of 第41回港湾防災検討会（令和6年3月5日）議事録."""
    match = _NUMBER.search(text)
    if match is None:
        return text
    end, council = match.end(), council_in(text)
    if council and council in text:
        end = max(end, text.index(council) + len(council))
    if bracket := _DATED_BRACKET.match(text, end):
        end = bracket.end()
    rest = text[end:].lstrip(_EDGES).removeprefix("の")
    return rest.lstrip(_EDGES).rstrip(_ENDS_OF_TITLE)


_DATED_BRACKET = re.compile(r"\s*[（(][^（）()]*[0-9０-９一二三四五六七八九十元][^（）()]*[）)]")


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else."""
    label, title = label_and_title(text)
    return bool(label) and not title


def is_record(label: str) -> bool:
    """Whether a label names a text that is often a page of its own: 議事録, Minutes."""
    return bool(_RECORD.match(label))


_RECORD = re.compile(
    r"議事録|議事要旨|議事概要|会議録|会議概要|速記録|(?i:Minutes|Proceedings|(?:Meeting\s+)?Summary)"
)


def without_council(text: str) -> str:
    """What stands in brackets where a council stands before them: 港湾審議会「堤防について」."""
    match = _COUNCIL_THEN_TITLE.fullmatch(plain(text))
    return match["title"] if match and _council(match["name"]) else text


_COUNCIL_THEN_TITLE = re.compile(r"(?P<name>[^「」]{2,80})「(?P<title>[^「」]+)」")
