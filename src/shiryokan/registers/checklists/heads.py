"""The heads of a form's columns: which column holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.narrow_text import narrow

Kind = Literal[
    "id", "number", "section", "sub_section", "words", "answer", "yes", "no", "not_applicable",
    "checked_on", "target_on", "remark", "references", "who", "star", "hearing", "state", "",
]  # fmt: skip
"""What a column holds; ``yes``, ``no`` and ``not_applicable`` are columns in which a mark stands
for that answer, ``state`` one that may be an answer or a remark."""

_DEEPEST = 3
"""Rows of a head at most."""
_LONGEST = 30
"""Characters of a head at most, without its remarks in brackets."""
_DEEDS = "チェック|確認|点検|調査|評価|遵守|監査|審査|検査|実施"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("id", r"_id|shiryokan:id"),
    ("star", r"[★☆◎]|重点(?:項目|確認)?|必須(?:項目)?|最重要"),
    (
        "hearing",
        r".*(?:聴取|ヒアリング).*|確認方法.*|確認の(?:ポイント|視点|観点)|着眼点"
        r"|確認(?:書類|する(?:書類|資料))|解説|説明",
    ),
    (
        "target_on",
        r".*(?:目標|予定|改善)の?(?:年月日|日付|月日|日|時期|期日|年月)|.{0,8}(?:期限|期日)|目標|いつまで.*",
    ),
    ("checked_on", r".{0,8}(?:年月日|日付|月日|日)"),
    (
        "references",
        r"(?:参照|根拠|関連|参考|出典|該当|対応する?)"
        r"(?:箇所|項番|条項|項目|規定|法令|通知|先|ガイドライン|編章|章節|元|文書|資料|番号)?等?"
        r"|.*ガイドライン.*|.*根拠.*",
    ),
    (
        "number",
        r"(?:項目|管理|整理|通し|設問|質問|点検|要求事項)?(?:番号|№|no\.?|項番|通番|連番)|#|番|項",
    ),
    (
        "remark",
        r"備考.*|特記事項|コメント|摘要|所見|メモ|(?:いいえの|否の|できていない)?理由.*"
        r"|(?:改善|是正|対応|措置)の?(?:内容|点|策|計画|方法)|.{0,8}の(?:説明|記載)|補足.*",
    ),
    (
        "sub_section",
        r"中(?:項目|分類|区分)|小(?:項目|分類|区分)|細(?:目|区分)|対象(?:機器|システム|物)",
    ),
    ("section", r"区分|(?:大)?分類|大(?:項目|区分)|領域|分野|カテゴリー?|章|編|テーマ"),
    (
        "yes",
        r"はい|適|[○〇◯]|有|実施|実施済み?|できている|している|yes|適合|可|該当",
    ),
    (
        "no",
        r"いいえ|否|不適|[×✕]|無|未実施|できていない|していない|no|不適合|不可|要改善",
    ),
    (
        "not_applicable",
        r"該当(?:なし|無し|せず|しない)|対象外|非該当|n/?a|適用外",
    ),
    (
        "words",
        r".{0,12}(?:内容|項目|事項|ポイント|要件)等?|項目名|設問|質問|管理策|チェックリスト"
        r"|求められる.{1,6}|(?:実施|遵守|対応)すべき.{1,4}",
    ),
    (
        "answer",
        rf".{{0,8}}(?:結果|回答|判定|の有無)|(?:{_DEEDS})欄|適否|適.{{0,3}}否"
        r"|[○〇◯][・/,、]?[×✕].*|はい.{0,3}いいえ.*|yes.{0,3}no|有.{0,2}無"
        r"|チェック|確認|点検|自己(?:点検|評価|確認)|評価|確認者印",
    ),
    # of these two an answer only where nothing else is
    ("state", r".{0,8}状況|.{0,8}度合い?|対応"),
    ("who", r"担当.*|対象者?|実施者|実施主体|主体|確認者|記入者|誰が|責任者"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS)
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


def squeezed(text: str) -> str:
    """``text`` narrow and without white space."""
    return re.sub(r"\s", "", narrow(text))


def kind_of(text: str) -> Kind:
    """What a column of this head holds; empty if the words say nothing."""
    plain = squeezed(text)
    for bare in dict.fromkeys((plain, _BRACKETS.sub("", plain), _ROUND.sub("", plain))):
        if not bare or len(bare) > _LONGEST:
            continue
        for kind, pattern in _PATTERNS:
            if pattern.fullmatch(bare):
                return kind
    return ""


def head_of(grid: Grid) -> Head | None:
    """The head of the form that a table holds; None if it is no form."""
    for first in sorted(grid.rows):
        if head := _head_from(grid, first):
            return head
    return None


def _head_from(grid: Grid, first: int) -> Head | None:
    cells = [cell for cell in grid.rows[first] if cell.text.text.strip()]
    if len(cells) < 2 or "words" not in {kind_of(cell.text.text) for cell in cells}:
        return None
    last = _last_row(grid, first, cells)
    columns = {at: _column(grid, first, last, at) for at in range(grid.width)}
    if all(column.kind != "words" for column in columns.values()):
        return None
    kinds = _settled(grid, last, columns)
    _name_sections(grid, last, columns)
    _complete(columns)
    answered = kinds["answer"] or (kinds["yes"] and kinds["no"])
    return Head(first, last, columns) if answered else None


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


def _settled(grid: Grid, last: int, columns: dict[int, Column]) -> Counter[str]:
    """Decide between columns that may be the same: of several that may be asked the one with most
    text is, and what is headed 状況 is an answer where no other column is. Gives the kinds."""
    asked = [at for at, column in columns.items() if column.kind == "words"]
    lengths = Counter[int]()
    for cell in grid.cells:
        if cell.row > last and cell.columns == 1:
            lengths[cell.column] += len(cell.text.text)
    for at in sorted(asked, key=lambda at: (-lengths[at], at))[1:]:
        columns[at] = Column("", 0, "", columns[at].head)
    kinds = Counter(column.kind for column in columns.values())
    answered = kinds["answer"] or (kinds["yes"] and kinds["no"])
    for at, column in columns.items():
        if column.kind == "state":
            kind: Kind = "remark" if answered else "answer"
            columns[at] = Column(kind, column.round, column.who, column.head)
    return Counter(column.kind for column in columns.values())


def _name_sections(grid: Grid, last: int, columns: dict[int, Column]) -> None:
    """Columns without a head, left of what is asked, hold the sections."""
    words = min(at for at, column in columns.items() if column.kind == "words")
    kinds: list[Kind] = ["section", "sub_section"]
    taken = {column.kind for column in columns.values()}
    free = [kind for kind in kinds if kind not in taken]
    filled = {
        cell.column for cell in grid.cells
        if cell.row > last and cell.columns == 1 and cell.text.text.strip()
    }  # fmt: skip
    for at in range(words):
        if free and not columns[at].head and at in filled:
            columns[at] = Column(free.pop(0))


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
