"""What is said of work that could not be done, where no other room has words for it."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "failed_no_room": Explanation(
        _("ディスクがいっぱいか、書き込めません。"),
        _("空きをつくってから、もう一度させてください。"),
    ),
    "failed_database": Explanation(
        _("データベースが使えませんでした（%(kind)s）。"),
        _("データベースが動いているかを確かめてから、もう一度させてください。"),
    ),
    "failed_grammar": Explanation(
        _("この文書から「%(register)s」の項目を取り出せませんでした。"),
        _("新しい版にしたあとなら、もう一度させると直ることがあります。"),
    ),
    "failed_index": Explanation(
        _("読み取りは済みましたが、索引に入っていません。"),
        _("もう一度させてください。続くときは shiryokan check --repair を使ってください。"),
    ),
}

STEPS: dict[str, str] = {
    "store_intake": _("保管"),
    "read_document": _("読み取り"),
    "reread_document": _("読み直し"),
    "index_document": _("索引づくり"),
    "remove_document": _("索引から外す"),
    "structure_document": _("台帳の項目の抽出"),
    "embed_document": _("意味の検索の用意"),
    "forget_document": _("意味の検索から外す"),
    "check_document": _("保存した検索の確かめ"),
    "deliver": _("お知らせの送信"),
    "forget_original": _("消した原本の片づけ"),
    "read_pictures": _("画像の読み取り"),
    "check_pictures": _("画像との照合"),
    "follow_corrections": _("行の訂正の反映"),
    "file_anew": _("発行者や会議体の変更の反映"),
}
"""What each step of work is called."""
