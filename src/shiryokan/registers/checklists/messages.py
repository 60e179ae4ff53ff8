"""What can be wrong with a workbook, and with what stands in it."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "workbook_unreadable": Explanation(
        _("表計算のファイルとして読めません。"),
        _("Excelで開けるかを確かめ、xlsxの形で保存し直してください。"),
    ),
    "workbook_locked": Explanation(
        _("パスワードがかかっていて読めません。"),
        _("パスワードを外して保存し直してください。"),
    ),
    "workbook_too_large": Explanation(
        _("表計算のファイルが大きすぎます。"),
        _("点検表のシートだけを新しいファイルに写してください。"),
    ),
    "workbook_no_form": Explanation(
        _("どのシートにもこの点検表が見つかりません。"),
        _("見出しの行（点検内容、確認結果など）が残っているかを確かめてください。"),
    ),
    "workbook_only_xlsx": Explanation(
        _("書き込めるのはxlsxの形のファイルだけです。"),
        _("Excelでxlsxの形に保存し直してください。"),
    ),
    "workbook_long_text": Explanation(
        _("1つのセルに入らない長さの文章があります。"),
        _("備考を短くしてください。"),
    ),
    "workbook_missing": Explanation(
        _("表計算のファイルを読み書きする部品が入っていません。"),
        _("pip install 'shiryokan[server]' で加えてください。"),
    ),
}

PROBLEM_WORDS: dict[str, str] = {
    "other_organisation": _("別の組織の点検表です。"),
    "other_assessment": _("同じ組織の別の点検のファイルです。"),
    "other_form": _("別の版の点検表の項目が書かれています。"),
    "year_differs": _("題名の年度と項目の年度が合いません。"),
    "sheet_left_out": _("このシートは点検表ではないので読みませんでした。"),
    "no_item": _("どの項目の行か分かりません。"),
    "unsure": _("同じ文の項目がいくつかあり、どれの行か決められません。"),
    "twice": _("この項目の行がほかにもあります。"),
    "id_differs": _("隠れた列の番号が文と合いません。文に合わせました。"),
    "words_differ": _("項目の文が点検表と違います。"),
    "words_missing": _("項目の文が消えています。番号に合わせました。"),
    "answer_unclear": _("確認結果の意味が分かりません。"),
    "answers_differ": _("確認結果が2つ書かれていて食い違っています。"),
    "date_unclear": _("日付が読み取れません。"),
    "date_outside": _("この年度の日付ではありません。"),
    "formula_empty": _("数式の結果がファイルに入っていません。"),
    "formula_error": _("数式が誤りになっています。"),
    "drawings_lost": _("図形やチェックボックスは写せませんでした。"),
}
"""The words for each code of a :class:`~shiryokan.registers.checklists.model.Problem`."""

DOUBT_WORDS: dict[str, str] = {
    "rows_left": _("点検項目らしいのに読み取れなかった行があります。"),
    "numbers_missing": _("番号が飛んでいます。読み落とした項目があるかもしれません。"),
}
"""The words for each doubt of a :class:`~shiryokan.registers.checklists.model.Form`."""
