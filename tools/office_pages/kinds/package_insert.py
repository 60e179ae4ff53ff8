"""What comes with a medicine: a head with a table of its names, then narrow columns of numbered
sections with a framed warning, small tables and figures in brackets."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Cell, Col, Frames, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True

_SECTIONS = (
    "警告", "禁忌（次の患者には投与しないこと）", "組成・性状", "効能又は効果", "用法及び用量", "重要な基本的注意",
    "特定の背景を有する患者に関する注意", "相互作用", "副作用", "過量投与", "適用上の注意", "薬物動態", "臨床成績",
    "取扱い上の注意", "包装", "主要文献",
)  # fmt: skip
_SIGNS = (
    "発疹",
    "悪心",
    "頭痛",
    "めまい",
    "肝機能障害",
    "血圧低下",
    "下痢",
    "口渇",
    "倦怠感",
    "白血球減少",
)


def adapted(style: Style, chance: Random) -> Style:
    """Small letters in two columns, sometimes three."""
    return replace(style, page=chance.choice(("A4", "A4", "B5")), size=chance.choice((7.0, 8.0, 9.0)),
                   pitch=chance.choice((1.25, 1.35, 1.5)), margins=(48.0, 42.0, 48.0, 42.0))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    size = press.style.size
    press.at("date", f"{author.month()}改訂（第{author.number(chance.randint(1, 9))}版）", press.left, press.y,
             press.room * 0.4)  # fmt: skip
    press.at("label", f"日本標準商品分類番号\n{author.number(chance.randint(870000, 879999))}",
             press.right - press.room * 0.25, press.y, press.room * 0.25, "right")  # fmt: skip
    press.skip(2.5)
    name = chance.choice(("キリハマール", "アオバシン", "ツキオカゾール", "ユキノマイド"))
    press.document_title(f"{name}錠{author.number(chance.choice((5, 10, 25, 100)))}ｍｇ", size=1.8)
    if author.maybe(0.6):
        rows: list[Row] = [
            (Cell("承認番号", head=True), author.number(chance.randint(10000, 99999)) + "AMX00123000"),
            (Cell("販売開始", head=True), author.month()),
            (Cell("貯法", head=True), "室温保存"), (Cell("有効期間", head=True), author.number(3) + "年"),
        ]  # fmt: skip
        press.table([Col(0.4), Col(0.6)], rows, rules="full", room=press.room * 0.45)
        press.skip(0.8)
    frames = press.frames(chance.choice((2, 2, 2, 3)), gap=size * chance.choice((1.5, 2.0, 2.6)))
    ruled_heads = author.maybe(0.3)
    filled = 0
    for number, title in enumerate(_SECTIONS, 1):
        if press.page.number > 1 or filled > 60:
            break
        filled += _section(press, author, frames, f"{author.number(number)}. {title}", ruled_heads)


def _section(press: Press, author: Author, frames: Frames, title: str, ruled: bool) -> int:
    chance = press.chance
    heading = press.paragraph(
        title, kind="heading", letters=press.letters(heavy=True), frames=frames, keep=1
    )
    if ruled:
        y = press.y
        press.canvas.path([(frames.left, y), (frames.left + frames.room, y)], weight=0.4)
        press.y += 2
    if "副作用" in title and author.maybe(0.8) and frames.bottom - press.y > 8 * press.style.line:
        rows: list[Row] = [("", "1%以上", "頻度不明")]
        for name in ("過敏症", "消化器", "精神神経系", "肝臓"):
            rows.append(
                (
                    Cell(name, head=True),
                    "、".join(author.some(_SIGNS, 1, 2)),
                    "、".join(author.some(_SIGNS, 1, 3)),
                )
            )
        press.table([Col(0.26), Col(0.37), Col(0.37)], rows, heads=1, rules="full", x=frames.left,
                    room=frames.room)  # fmt: skip
        press.y += press.style.line * 0.5
        return 5
    count = chance.randint(1, 4)
    for at in range(1, count + 1):
        label = title.split(".", maxsplit=1)[0] + "." + author.number(at) + " "
        text = author.sentence() if author.maybe(0.6) else author.pick(lists.OBJECTS) + "のある患者"
        if author.maybe(0.25):
            text += f"［{title.split('.', maxsplit=1)[0]}.{author.number(at)} 参照］"
        press.paragraph(text, kind="item", hang=label if count > 1 else "", frames=frames)
    press.y += press.style.line * 0.3
    return len(heading.lines) + count
