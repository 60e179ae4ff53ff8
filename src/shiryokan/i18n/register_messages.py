"""Words of registers for people: values of facets, kinds of change, why something was left."""

from __future__ import annotations


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


FACET_WORDS: dict[tuple[str, str], str] = {
    ("follow_up", "new"): _("新たに開始"),
    ("follow_up", "unchanged"): _("変わらず継続"),
    ("follow_up", "extended"): _("継続して拡充"),
    ("follow_up", "changed"): _("内容を変更"),
    ("follow_up", "ended"): _("次の計画なし"),
    ("new", "yes"): _("新規"),
    ("new", "no"): _("新規でない"),
    ("reported", "yes"): _("成果の記載あり"),
    ("reported", "no"): _("成果の記載なし"),
    ("reprint", "yes"): _("再掲あり"),
    ("reprint", "no"): _("再掲なし"),
    ("kind", "control"): _("管理策"),
    ("kind", "guidance"): _("実施の手引"),
    ("kind", "information"): _("関連情報"),
    ("kind", "text"): _("本文"),
    ("kind", "purpose"): _("目的"),
    ("kind", "recommendation"): _("実施が望まれる事項"),
    ("strength", "must"): _("しなければならない"),
    ("strength", "should"): _("することが望ましい"),
    ("strength", "may"): _("してもよい"),
    ("strength", "none"): _("定めなし"),
    ("deleted", "yes"): _("削除"),
    ("deleted", "no"): _("削除でない"),
}
"""The word for a facet's value; other values are shown as they are."""

CHANGE_WORDS: dict[str, str] = {
    "same": _("変わらない"),
    "changed": _("変わった"),
    "moved": _("移った"),
    "split": _("分かれた"),
    "merged": _("合わさった"),
    "new": _("新しい"),
    "ended": _("なくなった"),
}

FEE_CHANGE_WORDS: dict[str, str] = {
    "points": _("点数の変化"),
    "new": _("新設"),
    "ended": _("廃止"),
    "renamed": _("名称の変更"),
    "unit": _("算定単位の変更"),
    "variant_new": _("内訳の新設"),
    "variant_ended": _("内訳の廃止"),
    "variant_renamed": _("内訳の名称の変更"),
}

UNPLACED_WORDS: dict[str, str] = {
    "orphan": _("どの項目にも属さない文章です。"),
    "incomplete": _("項目に必要な部分が見つかりません。"),
    "disorder": _("番号や符号の順が飛んでいます。"),
    "unreadable": _("このページは読み取れません。"),
    "unknown": _("この台帳の書き方に当てはまりません。"),
}

COMPARED_WORDS: dict[str, str] = {
    "restated_plan": _("前年度の計画としての書き方"),
}

FIELD_TITLES: tuple[str, ...] = (
    _("施策"),
    _("節"),
    _("符号"),
    _("施策名"),
    _("府省庁"),
    _("前年度の計画"),
    _("成果・進捗状況"),
    _("次の計画"),
    _("期限"),
    _("計画年度"),
    _("計画のゆくえ"),
    _("新規"),
    _("成果の記載"),
    _("再掲"),
    _("数値と時期"),
    _("診療報酬"),
    _("区分番号"),
    _("名称"),
    _("算定単位"),
    _("点数"),
    _("点数の定め"),
    _("章・部・節・款"),
    _("区分の見出し"),
    _("内訳"),
    _("注"),
    _("引用する区分番号"),
    _("要求事項"),
    _("番号"),
    _("見出し"),
    _("章節"),
    _("種別"),
    _("区分"),
    _("箇条"),
    _("強さ"),
    _("疑義解釈・Q&A"),
    _("問番号"),
    _("項目"),
    _("質問"),
    _("回答"),
    _("引用する問"),
    _("日付"),
    _("回"),
    _("回の番号"),
    _("削除"),
)
"""Titles of registers and their fields, which :mod:`shiryokan.registers` has as plain Japanese."""


EXPORT_TITLES: tuple[str, ...] = (
    _("信頼度"),
    _("ページ"),
    _("ページのアドレス"),
    _("文書"),
    _("日付の値"),
    _("前の版の項目"),
    _("後の版の項目"),
    _("似ている度合い"),
    _("項目の欄"),
    _("前の版の文"),
    _("後の版の文"),
    _("前の名称"),
    _("後の名称"),
    _("前の内訳の符号"),
    _("前の内訳"),
    _("後の内訳の符号"),
    _("後の内訳"),
    _("前の点数の定め"),
    _("後の点数の定め"),
    _("前の算定単位"),
    _("後の算定単位"),
    _("前のページ"),
    _("後のページ"),
    _("前のページのアドレス"),
    _("後のページのアドレス"),
)
"""Titles of columns that :mod:`shiryokan.registers.export` adds."""


def facet_word(field: str, value: str) -> str:
    """The word of a facet's value, to be translated, or the value itself."""
    return FACET_WORDS.get((field, value), value)
