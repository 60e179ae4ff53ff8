"""The words of the player."""

from __future__ import annotations

from collections.abc import Callable

from shiryokan.i18n import message as _

WORDS = {
    "counted": _("%(at)s / %(of)s"),
    "back": _("前へ"),
    "next": _("次へ"),
    "answer": _("答える"),
    "true": _("正しい"),
    "false": _("誤り"),
    "number": _("数"),
    "all_right": _("正しいものをすべて選んでください。"),
    "order_hint": _("矢印のボタンで、正しい順に並べてください。"),
    "up": _("「%(text)s」を上へ"),
    "down": _("「%(text)s」を下へ"),
    "moved": _("「%(text)s」は今%(place)s番目です。"),
    "point_hint": _("ページの上を押すか、下の二つのつまみで場所を示してください。"),
    "page_picture": _("文書のページ"),
    "across": _("横"),
    "down_page": _("縦"),
    "no_answer": _("まだ答えていません。"),
    "no_number": _("数として読めません。半角か全角の数字で書いてください。"),
    "right": _("正解"),
    "wrong": _("不正解"),
    "partly": _("一部だけ正解"),
    "right_is": _("正しい答え:"),
    "finished": _("終わりです"),
    "read_all": _("すべて読み終えました。"),
    "passed": _("合格です"),
    "failed": _("合格点に届きませんでした"),
    "score": _("得点 %(percent)s点（合格点 %(pass)s点）"),
    "again": _("はじめから答え直す"),
    "may_close": _("この画面は閉じてかまいません。"),
    "resumed": _("前回の続きから始めます。"),
    "changed": _("教材が新しくなったため、はじめから始めます。"),
    "no_host": _(
        "学習管理システムが見つかりません。このまま学べますが、結果はどこにも送られません。"
    ),
    "not_taken": _(
        "学習管理システムが答えません。解答は失われていません。間をおいて何度でも送り直します。"
        "この画面を閉じる前に、解答をファイルに保存することもできます。"
    ),
    "taken_again": _("学習管理システムに解答を届けました。"),
    "send_again": _("今すぐ送り直す"),
    "save": _("解答をファイルに保存"),
    "no_script": _("この教材にはJavaScriptが要ります。ブラウザーの設定で許してください。"),
    "progress": _("進み具合"),
}


def words_in(translate: Callable[[str], str]) -> dict[str, str]:
    """The words in the language of ``translate``."""
    return {name: translate(text) for name, text in WORDS.items()}
