"""What can be wrong with a PDF and its pages, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "not_a_pdf": Explanation(
        _("PDFではないか、壊れていて開けません。"),
        _("PDFビューアーで開けるか確かめ、公開元からもう一度入手してください。"),
    ),
    "empty_file": Explanation(
        _("ファイルが空（0バイト）です。"),
        _("入手し直してから、もう一度追加してください。"),
    ),
    "encrypted": Explanation(
        _("パスワードで保護されています。"),
        _("パスワードを外したPDFを追加してください。"),
    ),
    "no_pages": Explanation(
        _("ページが1つもありません。"),
        _("公開元からもう一度入手してください。"),
    ),
    "over_limit": Explanation(
        _("読み取りの上限を超えました。"),
        _("ファイルを分割するか、設定の上限を上げてください。"),
    ),
    "too_large": Explanation(
        _("ファイルの大きさが上限（%(limit)sバイト）を超えています。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_UPLOAD_BYTES を上げてください。"),
    ),
    "too_many_pages": Explanation(
        _("%(pages)sページあり、上限（%(limit)sページ）を超えています。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_PAGES を上げてください。"),
    ),
    "too_slow": Explanation(
        _("読み取りに時間がかかりすぎたため、中止しました。"),
        _("ファイルが壊れていないか確かめるか、設定 SHIRYOKAN_PAGE_SECONDS を上げてください。"),
    ),
    "too_much_memory": Explanation(
        _("読み取りに必要なメモリが上限を超えました。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_READER_MEMORY_BYTES を上げてください。"),
    ),
    "page_unreadable": Explanation(
        _("このページは読み取れません。"),
        _("原本をダウンロードして確かめてください。"),
    ),
    "reader_died": Explanation(
        _("読み取りの途中で読取プロセスが停止しました（ファイルの破損かメモリ不足です）。"),
        _("PDFビューアーで開けるか確かめ、開ける場合は印刷機能などでPDFを作り直してください。"),
    ),
    "unreadable": Explanation(
        _("読み取れません。"),
        _("PDFビューアーで開けるか確かめてください。"),
    ),
    "glyphs_unmapped": Explanation(
        _("文字コードの分からない文字があります。"),
        _("ページの画像と照らし合わせてください。"),
    ),
    "glyphs_cut": Explanation(
        _("文字が多すぎるため、途中までしか読んでいません。"),
        _("ページの画像と照らし合わせてください。"),
    ),
    "text_unseen": Explanation(
        _("画面に表示されない文字があり、本文から除きました。"),
        _(
            "塗りつぶしの下や非表示の層、背景と同じ色の文字、欄や紙からはみ出した文字です。ページの画像をご覧ください。"
        ),
    ),
    "ocr_missing": Explanation(
        _("画像だけのページを読む部品が入っていません。"),
        _("pip install 'shiryokan[ocr]' で入れてください。"),
    ),
    "from_picture": Explanation(
        _("ページの画像から読み取った文字です。"),
        _("大切な箇所はページの画像と照らし合わせてください。"),
    ),
    "partly_from_picture": Explanation(
        _("このページの文字の一部は、中にある画像から読み取ったものです。"),
        _("大切な箇所はページの画像と照らし合わせてください。"),
    ),
    "text_contradicted": Explanation(
        _(
            "文字のデータが、ページに見える文字と違います（フォントの文字の割り当てが誤っています）。"
        ),
        _("画像から読み取った文字と見比べて、正しいほうを選んでください。"),
    ),
    "picture_blank": Explanation(
        _("ページの画像に何も写っていません。"),
        _("ページの画像をご覧ください。"),
    ),
    "picture_without_text": Explanation(
        _("ページの画像から文字を読み取れませんでした。"),
        _("写真や図だけのページか確かめてください。"),
    ),
    "picture_reduced": Explanation(
        _("ページが大きいため、縮めた画像から読み取りました。"),
        _("小さな文字はページの画像と照らし合わせてください。"),
    ),
    "no_text": Explanation(
        _("このページには文字のデータがありません（画像だけのページです）。"),
        _("ページの画像をご覧ください。"),
    ),
}
