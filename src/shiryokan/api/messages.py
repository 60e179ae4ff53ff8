"""What can be wrong with a request to the API, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "unknown_address": Explanation(
        _("APIにこのアドレスはありません。"),
        _("使えるアドレスは %(reference)s にあります。"),
    ),
    "unknown_document": Explanation(
        _("文書 %(document)s はありません。"),
        _("/api/v1/documents の一覧にある id を使ってください。"),
    ),
    "gone_document": Explanation(
        _("文書 %(document)s は消されました。"),
        _("引用を直すか、管理者に尋ねてください。"),
    ),
    "gone_record": Explanation(
        _("台帳の項目 %(record)s は、その文書とともに消されました。"),
        _("引用を直すか、管理者に尋ねてください。"),
    ),
    "unknown_page": Explanation(
        _("この文書に%(page)sページはありません（全%(pages)sページ）。"),
        _("1から%(pages)sまでの番号を使ってください。"),
    ),
    "unread_page": Explanation(
        _("%(page)sページはまだ読み取られていません。"),
        _("しばらくしてから、もう一度取得してください。"),
    ),
    "unknown_record": Explanation(
        _("台帳の項目 %(record)s はありません。"),
        _("検索か台帳の一覧で得た id を使ってください。"),
    ),
    "unknown_article": Explanation(
        _("公開している記事 %(article)s はありません。"),
        _("記事の一覧にある番号を使ってください。"),
    ),
    "unknown_assessment": Explanation(
        _("自己点検 %(assessment)s はないか、あなたの組織のものではありません。"),
        _("番号を /assessments の一覧で確かめてください。"),
    ),
    "unknown_binder": Explanation(
        _("とじ込み %(binder)s はないか、あなたのものではありません。"),
        _("idを /binders の一覧で確かめてください。"),
    ),
    "unknown_course": Explanation(
        _("公開している講座 %(course)s はありません。"),
        _("講座の一覧にある番号を使ってください。ログインかトークンが要ります。"),
    ),
    "unknown_quote": Explanation(
        _("引用箇所 %(quote)s はありません。"),
        _("自分のものか、アドレスで共有されたものの id を使ってください。"),
    ),
    "unknown_subject": Explanation(
        _("主題「%(subject)s」がありません。"),
        _("主題か項目のidを確かめてください。"),
    ),
    "bad_cursor": Explanation(
        _("cursor が読めません。"),
        _("前の答えの next のアドレスをそのまま使うか、cursor を省いて初めから読んでください。"),
    ),
    "other_cursor": Explanation(
        _("cursor が別の一覧か、別の条件のものです。"),
        _("条件を変えたときは、cursor を省いて初めから読んでください。"),
    ),
    "unknown_parameter": Explanation(
        _("パラメーター %(name)s はありません。"),
        _("使えるパラメーターは %(known)s です。"),
    ),
    "unknown_facet": Explanation(
        _("台帳 %(register)s は %(name)s で絞り込めません。"),
        _("絞り込めるのは %(known)s です。"),
    ),
    "bad_value": Explanation(
        _("%(name)s の値が使えません: %(why)s。"),
        _("値を直してください。詳しくは errors と %(reference)s にあります。"),
    ),
    "nul": Explanation(
        _("要求にNUL文字（U+0000）があります。"),
        _("NUL文字を除いてください。"),
    ),
    "bad_request": Explanation(
        _("要求を読み取れません。"),
        _("アドレスとパラメーターを確かめてください。"),
    ),
    "token_needed": Explanation(
        _("この資料館のAPIを使うにはトークンが要ります。"),
        _("ログインして %(tokens)s でトークンを作り、Authorization: Bearer に付けてください。"),
    ),
    "token_scheme": Explanation(
        _("Authorization の書き方が違います。"),
        _("「Authorization: Bearer トークン」の形で送ってください。"),
    ),
    "token_unknown": Explanation(
        _("このトークンは知られていません。"),
        _("写し間違いがないか確かめるか、%(tokens)s で新しく作ってください。"),
    ),
    "token_ended": Explanation(
        _("このトークンは期限が切れたか、取り消されています。"),
        _("%(tokens)s で新しいトークンを作ってください。"),
    ),
    "api_off": Explanation(
        _("この資料館はAPIを公開していません。"),
        _("管理者に設定 SHIRYOKAN_API を相談してください。"),
    ),
    "method": Explanation(
        _("このAPIは読むためのもので、%(method)s は使えません。"),
        _("GET か HEAD で要求してください。"),
    ),
    "too_many": Explanation(
        _("1分あたり%(limit)s回の上限に達しました。"),
        _("%(seconds)s秒待ってください。トークンがあれば上限が上がることがあります。"),
    ),
    "search_down": Explanation(
        _("検索の索引が今は使えません。"),
        _("しばらくしてから試し、続くときは管理者に知らせてください。"),
    ),
    "api_internal": Explanation(
        _("資料館の側で問題が起きました。"),
        _("しばらくしてから試し、続くときは管理者に知らせてください。"),
    ),
}

TITLES: dict[int, str] = {
    400: _("要求が正しくありません"),
    401: _("トークンが要ります"),
    403: _("許されていません"),
    404: _("見つかりません"),
    410: _("消されました"),
    405: _("その方法は使えません"),
    422: _("値が使えません"),
    429: _("要求が多すぎます"),
    500: _("資料館の側の問題です"),
    503: _("今は使えません"),
}
"""What each status is called."""

VALUE_PROBLEMS: dict[str, str] = {
    "missing": _("必要な値がありません"),
    "int_parsing": _("整数ではありません"),
    "int_from_float": _("整数ではありません"),
    "int_parsing_size": _("数が大きすぎます"),
    "bool_parsing": _("true か false ではありません"),
    "date": _("2024-07-10 の形の日付ではありません"),
    "uuid": _("UUIDではありません"),
    "literal_error": _("選べるのは %(expected)s です"),
    "enum": _("選べるのは %(expected)s です"),
    "greater_than_equal": _("%(ge)s 以上の数ではありません"),
    "less_than_equal": _("%(le)s 以下の数ではありません"),
    "string_too_long": _("%(max_length)s文字より長い文です"),
    "string_too_short": _("%(min_length)s文字より短い文です"),
    "string_pattern_mismatch": _("%(pattern)s の形ではありません"),
    "too_long": _("値が%(max_length)s個より多くあります"),
}
"""Why a value is refused, by the beginning of the validator's own code."""

OTHER_VALUE = _("受け取れない値です")
