"""Why an article cannot be changed, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "news_stale": Explanation(
        _("開いている間に、ほかの人がこの記事を変えました。何も書き込んでいません。"),
        _(
            "下にあなたの書いたものと今のものを並べます。今のものを確かめてから、もう一度書き込んでください。"
        ),
    ),
    "news_state": Explanation(
        _("この記事は今、その操作ができる段階にありません。"),
        _("記事の段階を確かめてください。確認待ちと公開予約の記事は、下書きに戻すと書き直せます。"),
    ),
    "news_own": Explanation(
        _("自分が書いた記事を、自分で承認することはできません。"),
        _("ほかの編集者に頼むか、管理者に設定 SHIRYOKAN_NEWS_APPROVAL を相談してください。"),
    ),
    "news_empty": Explanation(
        _("記事に本文がありません。"),
        _("見出し以外の段を一つ以上入れてから、確認に出してください。"),
    ),
    "news_amendment": Explanation(
        _("公開した記事を直すときは、何を直したかを読者に知らせます。"),
        _("「記事の訂正」に、直したことを書いてください。"),
    ),
    "news_reason": Explanation(
        _("取り下げる理由がありません。"),
        _("読者に示す理由を書いてください。"),
    ),
    "news_long": Explanation(
        _("長すぎます（%(most)s文字まで）。"),
        _("段を分けてください。"),
    ),
    "news_past": Explanation(
        _("公開の日時が過ぎています。"),
        _("これからの日時を入れるか、日時を空にしてすぐに公開してください。"),
    ),
    "news_place": Explanation(
        _("引用する場所が分かりません。"),
        _("文書のページで文を選んで「引用」を押し、そのアドレスを貼り付けてください。"),
    ),
    "news_link": Explanation(
        _("リンクのアドレスが使えません。"),
        _("https:// か http:// で始まるアドレスか、この館の / で始まるアドレスを入れてください。"),
    ),
    "news_table": Explanation(
        _("この区分番号の点数の変化は、確かには見つかりません。"),
        _("点数表の比較から作った記事で、点数の変わった項目の区分番号を入れてください。"),
    ),
    "news_title": Explanation(
        _("題名がありません。"),
        _("題名を入れてください。"),
    ),
    "news_blank": Explanation(
        _("段に書くことがありません。"),
        _("文を入れるか、引用する場所のアドレスを貼り付けてください。"),
    ),
    "news_same": Explanation(
        _("同じ台帳の、違う二つの文書を選んでください。"),
        _("前の版と後の版を選び直してください。"),
    ),
    "news_many": Explanation(
        _("一つの記事に入る段は%(most)s個までです。"),
        _("記事を分けてください。"),
    ),
}
