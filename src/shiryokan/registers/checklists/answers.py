"""How people write はい, いいえ, 対象外, and days."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from shiryokan.japanese.eras import ERAS, NotATime, parse
from shiryokan.registers.checklists.model import Answer
from shiryokan.workbooks.sheets import Value

_YES = (
    "はい ハイ yes y true ○ 〇 ◯ ● ◎ ⭕ レ レ点 ✓ ✔ ☑ ✅ 🗹 済 済み 実施済 実施済み 対応済 対応済み "
    "完了 適 適合 適正 適切 有 あり 有り 可 実施 実施している している できている できた 達成 対応 "
    "ok 良 良好 合 合格 該当 該当する 該当あり 遵守 異常なし 問題なし"
)
_NO = (
    "いいえ イイエ no n false × ✕ ✖ ✗ ✘ ☓ x ❌ 否 不適 不適合 無 なし 無し 不可 未実施 未対応 未済 "
    "未完了 未達成 未 していない 実施していない できていない できなかった できない ng 不備 "
    "不良 不適正 不適切 不合格 要改善 改善要 未遵守 異常あり 問題あり"
)
_NOT_APPLICABLE = (
    "対象外 該当なし 該当無し 該当無 非該当 非該 該当せず 該当しない 該当しません 適用外 適用なし "
    "n/a na - ー 斜線 / 不要"
)
_UNCHECKED = ("", "未確認", "未回答", "未記入", "未選択", "選択してください", "確認中")
_WORDS: dict[str, Answer] = {
    **dict.fromkeys(_YES.split(), Answer.YES),
    **dict.fromkeys(_NO.split(), Answer.NO),
    **dict.fromkeys(_NOT_APPLICABLE.split(), Answer.NOT_APPLICABLE),
    **dict.fromkeys(_UNCHECKED, Answer.UNCHECKED),
}
_LONGEST_WORD = max(map(len, _WORDS))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－─ｰ"), "-")
_BOXES = "☑✅🗹■▣☒✓✔レ●"
_EMPTY_BOXES = "□☐○〇◯"
_TICKED = re.compile(rf"[{_BOXES}]([^{_BOXES}{_EMPTY_BOXES}]+)")
_BLANK_DAY = re.compile(
    r"[（(]?(?:令和|平成|r)?[\s_＿]*(?:年[\s_＿]*)?[月/][\s_＿]*日?[\s_＿]*[)）]?(?:実施|予定)?",
    re.I,
)
_EDGES = re.compile(r"^[（(「\[]|[）)」\].。．]$")


_KEPT = 1 << 11
"""Texts of which it is kept what they offer: each is asked about many times, soon after each
other."""


@lru_cache(_KEPT)
def folded(text: str) -> str:
    """``text`` in one width and case, without white space; ﾊｲ is ハイ."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(plain.split()).lower()


def answer_of(value: Value) -> Answer | None:
    """What a typed answer means; None if that cannot be said. An empty cell, and one in which the
    printed choice still stands whole, is 未確認."""
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    if value is None:
        return Answer.UNCHECKED
    if not isinstance(value, str):
        return None
    plain = folded(value)
    for text in (plain, _EDGES.sub("", plain), _EDGES.sub("", _EDGES.sub("", plain))):
        if text in _WORDS:
            return _WORDS[text]
    if is_choice(value):
        ticked = _TICKED.findall(plain)
        return _WORDS.get(ticked[0].strip("・/、,")) if len(ticked) == 1 else Answer.UNCHECKED
    return None


_SCALES = (
    "abcdef",
    "sabcd",
    "54321",
    "4321",
    "321",
    "12345",
    "1234",
    "◎○△×",
    "○△×",
    "甲乙丙丁",
    "優良可不可",
)
_NUMBERED_OPTION = re.compile(
    r"(?:^|(?<=[\s・/]))[(（]?[0-9a-zA-Zア-オ①-⑨][)）.．、:：]?[ 　]*(?=[^\s0-9・/])"
)
_LEADERS = re.compile(r"^(?:[….・·‥]{3,}|\s)+")
_OPTION_LONGEST = 14
"""Characters of one thing to choose at most."""
_REASON = re.compile(r"[（(][^（()）]{0,12}[:：]?[\s_＿.…]*[)）]")
_OPEN, _CLOSE = r"（(「\[〔【〈《<", r"）)」\]〕】〉》>"
_HOLLOW = re.compile(rf"[\s_＿]{{2,}}|[{_OPEN}]\s*[{_CLOSE}]")
"""White to be written in, or a bracket around nothing."""
_WRITTEN = re.compile(
    rf"(?:[^\s（(_＿]{{0,8}}[\s]*[:：]?)?[{_OPEN}][\s_＿・/.…]*(?:[^\s（()）]{{1,3}})?[\s]*[{_CLOSE}]"
    r"(?:[^\s]{1,3})?"
    r"|[\s　_＿]{2,}[^\s_＿]{1,3}(?:[／/][^\s]{1,3})?|[_＿]{2,}[^\s]{0,3}"
)
"""（　　人）, 氏名（　　　）, 　　回／年: a blank for a word or a number, and what it counts."""

_SEVERAL = re.compile(
    r"(?:[^\s:()（）\[\]「」]{1,8}[ ]?:[ ]?[(\[「][\s_]+(?:[年月日人回/][\s_]*)*[)\]」]\s*){2,}"
)
"""回答：［　　　］　確認日：［　　月　　日］: blanks beside each other, each with its name."""


@lru_cache(_KEPT)
def is_choice(text: str) -> bool:
    """Whether a cell prints what to choose from, or a blank to be filled in: はい・いいえ, □適 □否,
    1. はい 2. いいえ, 5 4 3 2 1, （　月　日）, 氏名（　　　）."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    if not squeezed or squeezed in _EMPTY_BOXES:
        return True
    if len(squeezed) <= _LONGEST_WORD and waits(squeezed):
        return True
    return is_blank(text) or bool(options_of(text))


def waits(text: str) -> bool:
    """Whether a cell says that nothing was answered yet: 未確認, 選択してください."""
    plain = folded(text)
    return bool(plain) and _WORDS.get(plain) is Answer.UNCHECKED


_LONG_WHITE = re.compile(r"([\s_＿.…]{8})[\s_＿.…]+")


@lru_cache(64)
def _in_short(text: str) -> str:
    """``text`` NFKC, with no more than eight signs of white or dots on end: they say no more. A
    text is asked for its blanks and its options, one after the other."""
    return _LONG_WHITE.sub(r"\1", unicodedata.normalize("NFKC", text))


def is_blank(text: str) -> bool:
    """Whether a cell prints a blank for a word, a number or a day."""
    plain = _in_short(text)
    squeezed = "".join(plain.split())
    if not squeezed or (
        (len(squeezed) > 1 or squeezed == "/") and _BLANK_DAY.fullmatch(squeezed)
    ):  # fmt: skip
        return True
    if _HOLLOW.search(plain) and _WRITTEN.fullmatch(plain):
        return True
    return bool(_SEVERAL.fullmatch(plain.strip()))


def options_of(text: str) -> list[str]:
    """What a cell prints to choose from, two things at least; nothing where it prints no choice."""
    return list(_options_of(text))


_BOX = re.compile("[□☐☑■]")
_PARTING = re.compile(r"[・/,、|･]|[□☐☑■]|\s+")
_SIGNS = re.compile(r"[・/,、|･]")
_PARTED = re.compile(r"[・/,、|･□☐☑■○〇◯\s]")
"""What parts the things to choose from, or stands before each."""
_BLANK_BRACKET = re.compile(r"[（(][\s/月日年・_＿]*[)）]")
_RADIO = re.compile(r"[○〇◯](?=[^○〇◯・/,、\s]|[ 　]+[^○〇◯・/,、\s])")
_UNPARTED = ("はいいいえ", "適否", "有無", "可否", "○×")
"""Choices that are known without a sign between what they offer."""
_LONGEST_SCALE = max(map(len, _SCALES))


@lru_cache(_KEPT)
def _options_of(text: str) -> Sequence[str]:
    plain = _LEADERS.sub("", _in_short(text)).strip()
    bare = _EDGES.sub("", _EDGES.sub("", plain)) if plain[:1] in "(（[" else plain
    bare = _BLANK_BRACKET.sub("", bare).strip()
    if not _PARTED.search(plain):
        # as nearly all texts of a paper that is no form
        return list(bare) if bare in _UNPARTED else []
    return _boxed(plain) or _parted(bare.replace("\n", "")) or _numbered(bare)


def _boxed(plain: str) -> Sequence[str]:
    """□適 □否."""
    if len(_BOX.findall(plain)) < 2 or not re.match(r"[（(]?\s*[□☐☑■]", plain):
        return []
    found = [re.sub(r"\s", "", each) for each in _BOX.split(_REASON.sub("", plain))]
    return _short_options(found)


def _parted(flat: str) -> Sequence[str]:
    """はい・いいえ, 適否, ○×, いる・いない, ○はい ○いいえ, 5 4 3 2 1."""
    parts = [p for p in _PARTING.split(flat) if p]
    if len(parts) >= 2 and _are_answers(parts):
        return parts
    if "".join(parts) in _UNPARTED:
        return parts if len(parts) >= 2 else list(parts[0])
    if _deny([part for part in _SIGNS.split(flat) if part.strip()]):
        return parts
    radio = _RADIO.split(flat)
    said = [part.strip(" 　・/、,") for part in radio[1:]]
    if len(said) >= 2 and not radio[0].strip() and all(_WORDS.get(folded(x)) for x in said):
        return said
    if _SHORTEST_SCALE <= len(parts) <= _LONGEST_SCALE:
        letters = [folded(part) for part in parts]
        if any(_follows(letters, scale) for scale in _SCALES):
            return parts
    return []


def _numbered(bare: str) -> Sequence[str]:
    """1. はい 2. いいえ."""
    if len(_NUMBERED_OPTION.findall(bare)) < 2:
        return []
    found = [re.sub(r"\s", "", each) for each in _NUMBERED_OPTION.split(bare)]
    found = _short_options(found)
    named = [_WORDS.get(folded(each)) for each in found]
    return found if sum(map(bool, named)) * 2 >= len(found) else []


def _short_options(found: Sequence[str]) -> list[str]:
    """The texts without what parts them; none where they are fewer than two, or one is long."""
    said = [bare for each in found if (bare := each.strip("・/、,"))]
    short = all(len(each) <= _OPTION_LONGEST for each in said)
    return said if len(said) >= 2 and short else []


def _are_answers(parts: Sequence[str]) -> bool:
    """Whether each is the word of an answer, and not all of the same one."""
    found = set()
    for part in parts:
        if len(part) > _LONGEST_WORD or not (answer := _WORDS.get(folded(part))):
            return False
        found.add(answer)
    return len(found) >= 2


def may_choose(text: str) -> bool:
    """Whether a text that stands in many rows may be a choice, whatever its words mean: short parts
    with a sign between them, or boxes before them."""
    plain = unicodedata.normalize("NFKC", text).strip("()（）[]［］ ")
    boxes = len(re.findall(r"[□☐]", plain))
    parts = [part.strip() for part in re.split(r"[・/,、|･□☐]", plain) if part.strip()]
    return len(plain) <= _CHOICE_LONGEST and len(parts) >= 2 and (boxes >= 2 or boxes == 0)


_CHOICE_LONGEST = 24
"""Characters of a choice of unknown words at most."""
_NOT = re.compile(r"(?:ない|ません|なし|無し?|ず)$")


def _deny(parts: list[str]) -> bool:
    """Whether one of two short parts denies what the other says: いる・いない."""
    if len(parts) != 2 or any(len(part) > _DENIED_LONGEST for part in parts):
        return False
    return sum(bool(_NOT.search(part)) for part in parts) == 1


_DENIED_LONGEST = 9


def _follows(letters: list[str], scale: str) -> bool:
    return (
        len(letters) >= _SHORTEST_SCALE
        and "".join(letters) == scale[: len(letters)]
        and all(len(letter) == 1 for letter in letters)
    )


_SHORTEST_SCALE = 3


_DAY_ONLY = re.compile(r"(\d{1,2})(?:月|[/.-])(\d{1,2})日?")
_MONTH_END = re.compile(r"(?:(.*?)年)?(\d{1,2})月(?:末日?|の?終わり|中)")
_ERA_WITHOUT_NAME = re.compile(r"(\d{1,2})[./年-](\d{1,2})[./月-](\d{1,2})日?")
_EIGHT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_LETTER_SIX = re.compile(r"([rh])(\d\d)(\d\d)(\d\d)")
_ENGLISH = re.compile(r"(\d{1,2})[-/.]?([a-z]{3})[a-z]*[-/.,]?(\d{2}|\d{4})")
_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_abbr) if name}
_WEEKDAY = re.compile(
    r"[(（][月火水木金土日](?:曜日?)?[)）]$|[月火水木金土日]曜日?$"
    r"|[(（](?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[)）]$"
)
_SERIALS = range(36526, 73051)
"""The numbers that a program for workbooks has for the days of 2000 to 2099."""
_SERIAL_FROM = datetime.date(1899, 12, 30)
_AROUND = re.compile(
    r"^(?:確認|実施|点検|目標)?[:：]?|(?:まで|に|頃|ごろ|予定|実施|確認|済み?|完了)+$"
)


def day_of(value: Value, fiscal_year: int | None) -> datetime.date | None:
    """The day that a cell means; None if it names none. A day without a year is in ``fiscal_year``,
    from April to March. A date of the workbook, a number that stands for one, 和暦, 6/8, 21-Sep-25
    and 3月末 are understood."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, float) and not isinstance(value, bool):
        whole = int(value)
        return _SERIAL_FROM + datetime.timedelta(whole) if whole in _SERIALS else None
    return _written_day(value, fiscal_year) if isinstance(value, str) else None


def _written_day(text: str, fiscal_year: int | None) -> datetime.date | None:
    plain = _EDGES.sub("", _EDGES.sub("", _WEEKDAY.sub("", folded(text))))
    for part in dict.fromkeys((plain, _AROUND.sub("", plain))):
        try:
            found = parse(part)
        except NotATime:
            found = None
        if isinstance(found, datetime.date):
            return found
        try:
            day = _short_day(part, fiscal_year)
        except ValueError:
            continue
        if day:
            return day
    return None


def _short_day(text: str, fiscal_year: int | None) -> datetime.date | None:
    if match := _EIGHT.fullmatch(text):
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _LETTER_SIX.fullmatch(text):
        era = next(era for era in ERAS if era.letter.lower() == match[1])
        return datetime.date(era.year(int(match[2])), int(match[3]), int(match[4]))
    if match := _ENGLISH.fullmatch(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        month = _MONTHS.get(match[2])
        return datetime.date(year, month, int(match[1])) if month else None
    if fiscal_year is None:
        return None
    if match := _DAY_ONLY.fullmatch(text):
        return _in_year(fiscal_year, int(match[1]), int(match[2]))
    if match := _ERA_WITHOUT_NAME.fullmatch(text):
        year = ERAS[-1].year(int(match[1]))
        # 7.5.20 is 令和7年 only where that is near the form's year
        near = fiscal_year <= year <= fiscal_year + 1
        return datetime.date(year, int(match[2]), int(match[3])) if near else None
    if (match := _MONTH_END.fullmatch(text)) and not text.endswith("中"):
        return _month_end(match, fiscal_year)
    return None


def _in_year(fiscal_year: int, month: int, day: int) -> datetime.date:
    return datetime.date(fiscal_year + (month < 4), month, day)


def _month_end(match: re.Match[str], fiscal_year: int) -> datetime.date | None:
    first = _in_year(fiscal_year, int(match[2]), 1)
    if match[1]:
        try:
            found = parse(f"{match[1]}年{match[2]}月1日")
        except NotATime:
            return None
        if not isinstance(found, datetime.date):
            return None
        first = found
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
