"""What a column, or a part of a cell, says: known by the words of its head."""

from __future__ import annotations

import re
from typing import Literal

from shiryokan.registers.source_text import Traced

Role = Literal[
    "label", "title", "previous", "progress", "next", "deadline", "ministries", "both", "other"
]

_YEAR = r"(?:令和|平成)?[0-9０-９元]{1,4}(?:年度|年)?"
_HEADS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("deadline", re.compile(r"期限|時期|期日|スケジュール|工程|達成年度|完了年|いつまで")),
    ("ministries", re.compile(r"担当|所管|府省|省庁|関係機関|実施主体|主体$|部局|担い手|誰が")),
    (
        "progress",
        re.compile(r"成果|進捗|実績|実施状況|取組状況|取組の状況|取組結果|達成状況|実施結果|評価"),
    ),
    (
        "next",
        re.compile(
            r"次年度|翌年度|来年度|今後|今年度|本年度|年次計画|行動内容|具体的|対応策|内容|実施事項|"
            r"取組方針|取り組むこと|何を"
        ),
    ),
    ("previous", re.compile(r"前年度|昨年度|当初計画|これまでの計画")),
    ("title", re.compile(r"項目|施策名|施策$|事業名?$|取組名?$|名称|件名|目標|課題")),
    ("label", re.compile(r"^(?:番号|[NＮ][oｏO]\.?|№|#|＃|記号|通番)$")),
    ("next", re.compile(r"計画|予定|取組|施策|行動")),
    ("other", re.compile(r"備考|参考|根拠|注記|摘要")),
)
"""The words of heads, the surer ones first: facts of the plans of ministries and cities."""
_ANY_HEAD = re.compile("|".join(pattern.pattern for _, pattern in _HEADS))
"""All of them: most texts that are asked about have none."""

_BRACKETS = re.compile(
    r"[<＜〈《【［\[〔(（]([^<＜〈《【［\[〔(（>＞〉》】］\]〕)）]{1,40})[>＞〉》】］\]〕)）][:：]?"
)
_BARE = re.compile(
    r"[■◆●◎○▼▶◇□▪]?[ 　]*(?P<head>"
    r"(?:(?:令和|平成)?[ 　]*[0-9０-９元]{1,4}[ 　]*年度?の?)?(?:主な)?(?:"
    r"成果|成果[・と及び]{1,2}進捗状況|進捗状況|取組の?(?:状況|実績|結果)|実施状況|実績|年次計画|"
    r"今後の(?:取組|計画|予定|方針)|(?:次|来|翌)年度の?(?:取組|計画|予定)))[ 　]*[:：]?"
)
"""Heads that stand without brackets: only whole lines that say nothing else."""
_LONGEST_HEAD = 24
_LONGEST_LINE = 60
"""Characters of a line that may be a head within a cell, its white space counted."""


def role_of_head(text: str) -> Role | None:
    """The role that a column's head gives; None if it is no head's word."""
    text = "".join(text.split())
    if not text or len(text) > _LONGEST_HEAD or text.endswith("。") or not _ANY_HEAD.search(text):
        return None
    return next((role for role, pattern in _HEADS if pattern.search(text)), None)


def head_of_part(text: str) -> tuple[Role, str] | None:
    """Role and words if a line is a head within a cell: ＜成果・進捗状況＞, or ■ 成果."""
    flat = text.strip(" 　")
    match = _BRACKETS.fullmatch(flat) or _BARE.fullmatch(flat)
    if not match:
        return None
    words = match[1]
    role = role_of_head(words)
    return (role, words) if role in ("progress", "next", "previous") else None


def is_head_of_part(text: str) -> bool:
    """Whether a line is a head within a cell: :func:`head_of_part` of its text alone."""
    return len(text) <= _LONGEST_LINE and head_of_part(text) is not None


def is_bracketed(text: Traced) -> bool:
    """Whether a line stands in brackets, as heads within cells do: ＜成果＞."""
    return _BRACKETS.fullmatch(text.text.strip(" 　")) is not None


def roles_of_header(cells: dict[int, Traced]) -> dict[int, Role] | None:
    """The roles of the columns if a row is a header: every filled cell is a head, two at least
    with different roles. A plan's year before another's is the previous one."""
    roles = {column: role_of_head(text.text) for column, text in cells.items()}
    if len(roles) < 2 or not all(roles.values()):
        return None
    found: dict[int, Role] = {c: r for c, r in roles.items() if r}
    plans = sorted(c for c, role in found.items() if role == "next")
    progress = [c for c, role in found.items() if role == "progress"]
    if len(plans) > 1 or (plans and progress and plans[0] < progress[0]):
        found[plans[0]] = "previous"
    for column in progress:
        if "next" not in found.values() and _both(cells[column].text):
            found[column] = "both"
    return found if len(set(found.values())) > 1 else None


def _both(head: str) -> bool:
    """Whether a head names what was done and the next plan in one: 成果と次年度の計画."""
    return bool(re.search(r"(?:と|及び|・|、).{0,6}(?:計画|今後|次年度)", head))
