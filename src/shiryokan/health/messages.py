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
