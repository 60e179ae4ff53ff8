"""The heads of a form's columns: which column holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from shiryokan.registers.checklists.answers import is_choice, options_of
from shiryokan.registers.checklists.evidence import Profile, asks, profiles_of, squeezed
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.numbers import parts_of

Kind = Literal[
    "id", "number", "section", "sub_section", "words", "answer", "yes", "no", "not_applicable",
    "option", "checked_on", "target_on", "remark", "references", "who", "star", "hearing", "state",
    "",
]  # fmt: skip
"""What a column holds; ``yes``, ``no`` and ``not_applicable`` are columns in which a mark stands
for that answer, ``option`` one in which it stands for a grade that is none of these (B, △, 3),
``state`` one that may be an answer or a remark."""

_DEEPEST = 3
"""Rows of a head at most."""
_LONGEST = 30
"""Characters of a head at most, without its remarks in brackets."""
_SHORT = 100
"""Characters of a text of which it is kept what it heads, at most: with its remarks."""
_KEPT = 1 << 11
"""Such texts: each is asked about many times."""
_DEEDS = "チェック|確認|点検|調査|評価|遵守|監査|審査|検査|実施"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("id", r"_id|shiryokan:id"),
    ("star", r"[★☆◎]|重点(?:項目|確認)?|必須(?:項目)?|最重要"),
    (
        "hearing",
        r".*(?:聴取|ヒアリング).*|確認方法.*|.{1,6}の(?:ポイント|視点|観点|方法)|.{0,4}着眼点"
        r"|確認(?:書類|する(?:書類|資料))|解説|説明|.{0,4}(?:目安|(?:判断|判定|評価)の?基準)",
    ),
    (
        "target_on",
        r".*(?:目標|予定|改善)の?(?:年月日|日付|月日|日|時期|期日|年月)|.{0,8}(?:期限|期日)|目標|いつまで.*",
    ),
    ("checked_on", r".{0,8}(?:年月日|日付|月日|日)"),
    (
        "references",
        r"(?:参照|根拠|関連|参考|出典|該当|対応する?)"
        r"(?:箇所|項番|条項|項目|規定|法令|通知|先|ガイドライン|編章|章節|元|文書|資料|番号|ページ|頁)?等?"
        r"|.*ガイドライン.*|.*根拠.*|関[係連](?:する)?(?:法令|条文|条項|規定|規程|通知|文書).*"
        r"|.{0,6}(?:法令|条文|条項|規程|通知)(?:名|等|番号)?",
    ),
    (
        "number",
        r"(?:項目|管理|整理|通し|設問|質問|点検|要求事項)?(?:番号|№|no\.?|項番|通番|連番)|#|番|項",
    ),
    (
        "remark",
        r"備考.*|特記事項|コメント|摘要|所見|メモ|.{0,10}理由.*|証跡|エビデンス"
        r"|(?:改善|是正|対応|措置)の?(?:内容|点|策|計画|方法)|.{0,8}の(?:説明|記載)|補足.*",
    ),
    (
        "sub_section",
        r"中(?:項目|分類|区分)|小(?:項目|分類|区分)|細(?:目|区分)|対象(?:機器|システム|物)",
    ),
    ("section", r"区分|(?:大)?分類|大(?:項目|区分)|領域|分野|カテゴリー?|章|編|テーマ"),
    (
        "yes",
        r"はい|適|[○〇◯]|有|実施|実施済み?|できている|している|できた|yes|適合|適正|適切|可|該当|良好?|済み?"
        r"|遵守|達成|異常(?:なし|無し?)|問題(?:なし|無し?)|ok|あり|合",
    ),
    (
        "no",
        r"いいえ|否|不適|[×✕]|無|未(?:実施)?|できていない|していない|できなかった|no|不適合|不適[正切]|不可|要改善|改善要"
        r"|不良|未達成|異常(?:あり|有り?)|問題(?:あり|有り?)|ng|なし",
    ),
    (
        "not_applicable",
        r"該当(?:なし|無し?|せず|しない)|対象外|非該当?|n/?a|適用(?:外|なし)",
    ),
    (
        "option",
        r"[a-e1-5◎△甲乙丙]|一部.{0,6}|どちら(?:とも|でも).*|(?:ほぼ|概ね|おおむね|ある程度|やや|あまり).*|検討中|未定",
    ),
    (
        "words",
        r".{0,12}(?:内容|項目|事項|ポイント|要件|箇所)等?|項目名|設問|質問|問い?|管理策|チェックリスト"
        r"|求められる.{1,6}|(?:実施|遵守|対応)すべき.{1,4}",
    ),
    (
        "answer",
        rf".{{0,8}}(?:結果|回答|判定|の有無)|.{{0,8}}欄|適否|適.{{0,3}}否|自主(?:{_DEEDS})"
        r"|選択肢|得点|評点|点数|採点|スコア|回答番号"
        r"|[○〇◯][・/,、]?[×✕].*|はい.{0,3}いいえ.*|yes.{0,3}no|有.{0,2}無"
        r"|チェック|確認|点検|自己(?:点検|評価|確認)|評価|確認者印",
    ),
    # of these two an answer only where nothing else is
    ("state", r".{0,8}状況|.{0,8}度合い?|対応"),
    ("who", r"担当.*|対象者?|実施者|実施主体|主体|確認者|記入者|誰が|責任者"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS)
_ANY = re.compile("|".join(pattern for _kind, pattern in _KINDS), re.I)
"""Any of them: nearly all texts are no head."""
WORDS_ASKED = re.compile(
    "内容|項目|事項|ポイント|要件|箇所|設問|質問|問|管理策|チェックリスト|求められる|すべき"
)
"""What stands in every head of what is asked (the kind ``words``), narrow and without white."""
_ROUND = re.compile(r"第?([1-9一二三四])回(?:目)?|([上下])(?:半)?期|(前|後)期")
_ROUNDS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "前": 1, "後": 2}
_BRACKETS = re.compile(r"[(（【〔\[][^()（）【】〔〕\[\]]*[)）】〕\]]")
_PEOPLE = re.compile(
    r".*(?:医療機関|病院|診療所|薬局|事業者|ベンダー?|委託先|施設|法人|製造業者|販売業者|本人|職員)(?:側|等|用)?"
)
MARKS = "○〇◯●◎✓✔☑レ"
"""What marks that an item is for somebody, where a form prints it."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, in which round (from 1; 0 where it belongs to none), and for whom;
    ``head`` are the words of its head."""

    kind: Kind
    round: int = 0
    who: str = ""
    head: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a form: the rows ``first`` to ``last`` of its table, and its columns by place."""

    first: int
    last: int
    columns: dict[int, Column]

    def places(self, *kinds: Kind) -> list[int]:
        """The columns of these kinds, from left to right."""
        return [at for at, column in sorted(self.columns.items()) if column.kind in kinds]

    @property
    def rounds(self) -> int:
        """How many rounds are answered."""
        return max((column.round for column in self.columns.values()), default=1) or 1


def kind_of(text: str) -> Kind:
    """What a column of this head holds; empty if the words say nothing."""
    return _kind_of_short(text) if len(text) <= _SHORT else _kind_of(text)


def _kind_of(text: str) -> Kind:
    plain = squeezed(text)
    for bare in dict.fromkeys((plain, _BRACKETS.sub("", plain), _ROUND.sub("", plain))):
        if not bare or len(bare) > _LONGEST or not _ANY.fullmatch(bare):
            continue
        for kind, pattern in _PATTERNS:
            if pattern.fullmatch(bare):
                return kind
    if len(plain) > _LONGEST:
        return ""
    return "answer" if any(map(options_of, text.split("\n"))) else ""


_kind_of_short = lru_cache(_KEPT)(_kind_of)


def head_of(grid: Grid, *, titled: bool = False) -> Head | None:
    """The head of the form that a table holds; None if it is no form. ``titled`` says that what
    stands over it names a checklist: then heads that are unknown are judged by what stands below
    them."""
    rows = sorted(grid.rows)
    for first in rows:
        if head := _head_from(grid, first, named=True, titled=titled):
            return head
    if titled:
        for first in rows:
            if head := _head_from(grid, first, named=False, titled=True):
                return head
    return None


def _head_from(grid: Grid, first: int, *, named: bool, titled: bool) -> Head | None:
    cells = [cell for cell in grid.rows[first] if cell.text.text.strip()]
    if len(cells) < 2:
        return None
    known = [kind_of(cell.text.text) for cell in cells]
    if named and "words" not in known:
        return None
    if not named and not _may_be_head(cells, known):
        return None
    last = _last_row(grid, first, cells)
    first = _top_row(grid, first, last)
    starts = {cell.column for cell in grid.cells if cell.row >= first}
    columns = {
        at: _column(grid, first, last, at) if at in starts else Column("")
        for at in range(grid.width)
    }
    words = settled(grid, last, columns, named=named, titled=titled)
    if words is None:
        return None
    _complete(columns)
    kinds = Counter(column.kind for column in columns.values())
    answered = (
        kinds["answer"]
        or (kinds["yes"] and kinds["no"])
        or kinds["option"] + kinds["yes"] + kinds["no"] >= _FEWEST_OPTIONS
        or (kinds["hearing"] and asks_within(grid, last, words))
    )
    return Head(first, last, columns) if answered else None


_FEWEST_OPTIONS = 3
"""Columns of grades that ask together."""


def _may_be_head(cells: Sequence[GridCell], known: Sequence[Kind]) -> bool:
    """Whether a row whose words do not say what is asked may be a head: two or more of its cells
    say what they are, half of them at least, or one says that it is answered; none is a sentence,
    a number or a choice."""
    said = [kind for kind in known if kind]
    texts = [squeezed(cell.text.text) for cell in cells]
    return (
        len(cells) >= _FEWEST_OPTIONS
        and ((len(said) >= 2 and len(said) * 2 >= len(cells)) or _answers(cells, known))
        and all(len(text) <= _LONGEST and not (asks(text) and text[-1] in "。か") for text in texts)
    )


def _answers(cells: Sequence[GridCell], known: Sequence[Kind]) -> bool:
    """Whether one of the cells heads an answer, and the others are words."""
    texts = [cell.text.text.strip() for cell in cells]
    return "answer" in known and not any(
        is_choice(text) or parts_of(text) or len(text) < _SHORTEST_HEAD for text in texts
    )


_SHORTEST_HEAD = 2
"""Characters of a head that is unknown at least."""


def _top_row(grid: Grid, first: int, last: int) -> int:
    """The first row of a head: that from which cells reach down beside it, and end with it."""
    tops = [
        cell.row for cell in grid.cells
        if last - _DEEPEST < cell.row < first <= cell.row + cell.rows - 1 <= last
        and cell.text.text.strip()
    ]  # fmt: skip
    return min(tops, default=first)


def _last_row(grid: Grid, first: int, cells: Sequence[GridCell]) -> int:
    """The last row of a head: that down to which its cells span, or one below a wide cell."""
    last = max(cell.row + cell.rows - 1 for cell in cells)
    last = min(last, first + _DEEPEST - 1)
    while last < first + _DEEPEST - 1:
        below = [cell for cell in grid.rows.get(last + 1, ()) if cell.text.text.strip()]
        wide = {
            at
            for cell in cells
            if cell.columns > 1
            for at in range(cell.column, cell.column + cell.columns)
        }
        # a row of one's own below the head may say はい, but it stands below other heads too
        if not below or not all(_is_head(cell) and cell.column in wide for cell in below):
            break
        last += 1
    return last


def _is_head(cell: GridCell) -> bool:
    plain = squeezed(cell.text.text)
    return bool(kind_of(plain) or _ROUND.fullmatch(plain) or _PEOPLE.fullmatch(plain))


def _column(grid: Grid, first: int, last: int, at: int) -> Column:
    texts: list[str] = []
    for row in range(first, last + 1):
        cell = grid.at(row, at)
        text = cell.text.text.strip() if cell else ""
        if text and text not in texts:
            texts.append(text)
    kind: Kind = ""
    for text in reversed(texts):
        kind = kind or kind_of(text)
    turn = next((found for text in texts if (found := _round_of(text))), 0)
    lowest = squeezed(texts[-1]) if texts else ""
    people = lowest if lowest and not kind_of(lowest) and not _ROUND.fullmatch(lowest) else ""
    if not kind and _PEOPLE.fullmatch(people):
        kind = "who"
    if kind == "" and turn:
        kind = "answer"
    return Column(kind, turn, people, "／".join(texts))


def settled(
    grid: Grid, last: int, columns: dict[int, Column], *, named: bool, titled: bool
) -> int | None:
    """Decide by what stands below the heads where their words leave it open; gives the column of
    what is asked, None if no column is. Of several that may be asked the one with most text
    is; what is headed 状況 is an answer where no other column is."""
    profiles = profiles_of(grid, last, {at: column.head for at, column in columns.items()})
    asked = _asked(columns, profiles, named=named, titled=titled)
    if not asked:
        return None
    words = min(asked, key=lambda at: (-_weight(columns[at], profiles.get(at)), at))
    _say_no(columns, words)
    rows = profiles[words].cells if words in profiles else 0
    for at in list(columns):
        column = columns[at]
        if at == words:
            columns[at] = replace(column, kind="words", round=0, who="")
        elif column.kind == "words" or (
            at < words and at in profiles and profiles[at].names and _may_name(column)
        ):
            columns[at] = replace(column, kind="", round=0, who="")
    if rows:
        _by_content(columns, profiles, words, rows)
    _alone(columns)
    if not _answered(columns) and rows:
        _by_emptiness(columns, profiles, words, titled=titled)
    answered = _answered(columns)
    for at, column in columns.items():
        if column.kind == "state":
            kind: Kind = "remark" if answered else "answer"
            columns[at] = replace(column, kind=kind)
    return words


def _weight(column: Column, profile: Profile | None) -> float:
    """How much speaks for a column being what is asked: its head, and what stands below it."""
    said = _SAID if column.kind == "words" else -_SAID if _HEARD.search(column.head) else 0.0
    return (profile.asked if profile else 0.0) + said


_SAID = 0.5
"""What a head counts beside what stands below it."""


def _alone(columns: dict[int, Column]) -> None:
    """A column of YES or NO without the other is that of the answer, where no other is."""
    lone = [at for at, column in columns.items() if column.kind in ("yes", "no")]
    if len(lone) == 1 and not any(c.kind in ("answer", "option") for c in columns.values()):
        columns[lone[0]] = replace(columns[lone[0]], kind="answer")


def _answered(columns: dict[int, Column]) -> bool:
    kinds = {column.kind for column in columns.values()}
    return "answer" in kinds or {"yes", "no"} <= kinds


def _asked(
    columns: dict[int, Column], profiles: dict[int, Profile], *, named: bool, titled: bool
) -> list[int]:
    """The columns that may be what is asked."""
    asked = [at for at, column in columns.items() if column.kind == "words"]
    telling = [at for at in asked if at in profiles and profiles[at].tells]
    if titled and not telling:
        # a head that says so over an empty column, or over numbers, is of something else
        telling = [
            at for at, column in columns.items()
            if column.kind in ("", "hearing") and at in profiles and profiles[at].tells
        ]  # fmt: skip
    return telling or (asked if named else [])


def _may_name(column: Column) -> bool:
    """Whether a head may stand over names of sections, whatever else it says."""
    return column.kind in ("hearing", "state", "remark") or squeezed(column.head) == _EITHER


_EITHER = "対象"
"""A head of whom an item is for, or of what."""
_HEARD = re.compile("聴取|ヒアリング|解説|説明|書類|資料|着眼")
"""What a head says of a column that is beside what is asked, where another may be that."""


def _say_no(columns: dict[int, Column], words: int) -> None:
    """NO is an answer beside YES, and a number elsewhere; of several the first before what is asked
    is the number."""
    if any(column.kind == "yes" for column in columns.values()):
        named = [at for at, column in sorted(columns.items()) if column.kind == "number"]
        spared = named[0] if len(named) > 1 and named[0] < words else -1
        for at, column in columns.items():
            if (
                at != spared
                and column.kind == "number"
                and squeezed(column.head).lower().endswith("no")
            ):
                columns[at] = replace(column, kind="no")


_MOST = 0.6
"""Share of cells that say what their column holds."""


def _by_content(
    columns: dict[int, Column], profiles: dict[int, Profile], words: int, rows: int
) -> None:
    """Columns whose head says nothing: numbers, stars, choices, references and sections are known
    by what stands in them."""
    for at in sorted(columns):
        column, profile = columns[at], profiles.get(at)
        if profile is None or column.kind or at == words:
            continue
        filled, most = profile.filled, _MOST * profile.filled
        taken = {each.kind for each in columns.values()}
        kind: Kind = ""
        if filled and profile.stars == filled and "star" not in taken:
            kind = "star"
        elif (
            filled
            and profile.numbers > most
            and "number" not in taken
            and (at < words or profile.counts_on)
        ):
            kind = "number"
        elif (filled and profile.choices > most) or (not filled and profile.offers * 2 > rows):
            kind = "answer"
        elif filled and profile.references > most and "references" not in taken:
            kind = "references"
        elif at > words and filled > _MOST * rows and profile.sentences > most:
            kind = "hearing" if "hearing" not in taken else ""
        elif filled and at < words and (profile.tall or profile.filled * 2 <= rows):
            free: list[Kind] = ["section", "sub_section"]
            kind = next((each for each in free if each not in taken), "")
        if kind:
            columns[at] = replace(column, kind=kind)
    _without_counts(columns, profiles)


def _without_counts(columns: dict[int, Column], profiles: Mapping[int, Profile]) -> None:
    """Of two columns of names one may only count what the other names."""
    named = [at for at, column in columns.items() if column.kind in ("section", "sub_section")]
    counts = [at for at in named if at in profiles and profiles[at].counts]
    if len(counts) == 1 and len(named) > 1:
        columns[counts[0]] = replace(columns[counts[0]], kind="")
        for at in named:
            if at not in counts and "section" not in {c.kind for c in columns.values()}:
                columns[at] = replace(columns[at], kind="section")


def _by_emptiness(
    columns: dict[int, Column], profiles: dict[int, Profile], words: int, *, titled: bool
) -> None:
    """Columns that wait to be filled in, where no head says where the answer goes: those of one
    letter are grades, else the first is the answer."""
    waiting = [
        at for at, column in sorted(columns.items())
        if column.kind in ("", "state") and at != words and column.head
        and (at not in profiles or not profiles[at].filled)
    ]  # fmt: skip
    kinds = Counter(column.kind for column in columns.values())
    grades = [at for at in waiting if len(squeezed(columns[at].head)) <= _SHORT]
    known = kinds["option"] + kinds["yes"] + kinds["no"]
    if grades and (len(grades) + known >= _FEWEST_OPTIONS or known):
        for at in grades:
            columns[at] = replace(columns[at], kind="option")
    elif waiting and titled and not kinds["state"]:
        columns[waiting[0]] = replace(columns[waiting[0]], kind="answer")


_SHORT = 6
"""Characters of the head of a grade at most."""


def asks_within(grid: Grid, last: int, words: int) -> bool:
    """Whether what is asked has its choice at its end: …している。（適・否）"""
    texts = [
        cell.text.text for cell in grid.cells if cell.row > last and cell.column == words
    ]  # fmt: skip
    return sum(bool(choice_at_end(text)) for text in texts) * 2 > len(texts)


_AT_END = re.compile(
    r"[ 　\n]*(?P<choice>[（(［\[][^（）()［］\[\]。]{2,24}[）)］\]]"
    r"|[□☐][^。□☐]{1,8}(?:[ 　\n]*[□☐][^。□☐]{1,8})+|(?<=[。か？?])[ 　\n]*[□☐])$"
)


def choice_at_end(text: str) -> re.Match[str] | None:
    """The choice with which a text ends, as group ``choice``."""
    match = _AT_END.search(text)
    if not match or not match.start():
        return None
    said = match["choice"].strip()
    return match if said in "□☐" or options_of(said) else None


def _round_of(text: str) -> int:
    match = _ROUND.search(squeezed(text))
    if not match:
        return 0
    said = match[1] or match[2] or match[3]
    return _ROUNDS.get(said) or int(said)


def _complete(columns: dict[int, Column]) -> None:
    """Say the rounds of columns that say none themselves: each answer begins one."""
    kinds = {"answer", "yes", "no", "not_applicable", "checked_on"}
    rounds = {column.round for column in columns.values() if column.kind in kinds}
    if rounds - {0}:
        now = 1
        for at in sorted(columns):
            column = columns[at]
            if column.round:
                now = column.round
            elif column.kind in kinds:
                columns[at] = Column(column.kind, now, column.who, column.head)
        return
    now, seen = 0, set[str]()
    for at in sorted(columns):
        column = columns[at]
        if column.kind not in kinds:
            continue
        said = f"{column.kind}/{column.who}"
        if said in seen or not now:
            now, seen = now + 1, set()
        seen.add(said)
        columns[at] = Column(column.kind, now, column.who, column.head)
