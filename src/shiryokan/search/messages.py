"""What can be wrong with a query, and what to do; names of facets, orders and suggestions."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "index_away": Explanation(
        _("検索の索引のサーバーから、欠けのない答えが得られません。一部だけの結果は示しません。"),
        _("しばらくしてから試し、続くときは管理者が shiryokan doctor で確かめてください。"),
    ),
    "index_busy": Explanation(
        _("検索の索引が混み合っています。"),
        _("しばらくしてから試してください。"),
    ),
    "index_missing": Explanation(
        _("検索の索引がまだないか、作っている途中です。"),
        _("進み具合は shiryokan doctor で見られます。なければ shiryokan reindex で作れます。"),
    ),
    "index_damaged": Explanation(
        _("検索の索引が壊れています。"),
        _("管理者が shiryokan reindex で作り直してください。"),
    ),
    "index_refuses": Explanation(
        _("検索の索引がこの問いを受け付けません。"),
        _("言葉を減らして試し、続くときは管理者に知らせてください。"),
    ),
    "query_empty": Explanation(
        _("検索する言葉がありません。"),
        _("探したい言葉を入れてください。"),
    ),
    "query_long": Explanation(
        _("検索の言葉が多すぎます。"),
        _("言葉を減らしてください。"),
    ),
    "query_or": Explanation(
        _("OR の前か後に言葉がありません（%(position)s文字目）。"),
        _("「医療 OR 介護」のように、両側に言葉を書いてください。"),
    ),
    "query_or_not": Explanation(
        _("OR と -（除く）は一緒に使えません（%(position)s文字目）。"),
        _("除く言葉は OR から離して書いてください。"),
    ),
    "query_only_not": Explanation(
        _("除く言葉だけでは探せません。"),
        _("探したい言葉を1つ以上加えてください。"),
    ),
    "query_quote": Explanation(
        _("引用符が閉じていません（%(position)s文字目）。"),
        _("句の終わりにも引用符を付けてください。"),
    ),
    "query_not": Explanation(
        _("NOT の後に言葉がありません（%(position)s文字目）。"),
        _("「医療 NOT 介護」か「医療 -介護」のように、除く言葉を書いてください。"),
    ),
    "query_bracket_open": Explanation(
        _("開いた括弧が閉じていません（%(position)s文字目）。"),
        _("「(医療 OR 介護) 訓練」のように閉じるか、括弧を引用符で囲んでください。"),
    ),
    "query_bracket_close": Explanation(
        _("閉じる括弧に、開く括弧がありません（%(position)s文字目）。"),
        _("開く括弧を加えるか、括弧を消してください。"),
    ),
    "query_deep": Explanation(
        _("括弧が深すぎます（%(position)s文字目）。"),
        _("括弧の中の括弧を減らしてください。"),
    ),
    "query_kind": Explanation(
        _("その種類はありません（%(position)s文字目）。"),
        _("kind: の後には、次のどれかを書いてください: %(kinds)s"),
    ),
    "query_date": Explanation(
        _("日付を読めません（%(position)s文字目）。"),
        _("year:2024、年度:令和6、date:2023-04..2024-03 のように書いてください。"),
    ),
}

ALL_TITLE = _("すべて")
FACET_TITLES = {
    "publisher": _("発行者"),
    "council": _("会議体"),
    "ministry": _("担当の府省庁"),
    "year": _("年"),
}
SORTS = {
    "best": _("関連度順"),
    "recent": _("関連度と新しさの順"),
    "newest": _("新しい順"),
    "oldest": _("古い順"),
}
WHYS = {
    "sound": _("同じ読みか、近い読みの言葉"),
    "spelling": _("よく似た言葉"),
    "words": _("言葉に分けて"),
    "without": _("ない言葉を除いて"),
    "any": _("どれかの言葉"),
}
"""Why a query is offered where nothing is found (:data:`.hints.Why`)."""
SOURCES = {
    "record": _("台帳の項目"),
    "name": _("本文の言葉"),
    "council": _("会議体"),
    "publisher": _("発行者"),
    "title": _("文書の題名"),
}
