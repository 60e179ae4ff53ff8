"""Why a page could not be watched or read, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "lookout_no_page": Explanation(
        _("PDFは見張れません。PDFへのリンクが並ぶページを指定してください。"),
        _("PDFそのものは「文書を追加」から加えられます。"),
    ),
    "page_not_read": Explanation(
        _("ページを読み切れません（大きすぎるか、壊れています）。"),
        _("続くときは、見張るページのURLを確かめてください。"),
    ),
    "page_odd": Explanation(
        _("いつものリンクがありません。工事中やログインのページかもしれません。"),
        _("次の見回りでもう一度見ます。続くときは、ページを開いて確かめてください。"),
    ),
}
