"""Why a URL could not be fetched, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "bad_url": Explanation(
        _("取得できないURLです。"),
        _("http:// か https:// で始まる、公開されたURLを指定してください。"),
    ),
    "forbidden_address": Explanation(
        _("組織内や機器自身のアドレスを指すため、取得しません。"),
        _("公開されたURLを指定するか、管理者に設定 SHIRYOKAN_FETCH_NETWORKS を相談してください。"),
    ),
    "host_unknown": Explanation(
        _("サーバー %(host)s が見つかりません。"),
        _("URLの綴りと、ネットワークのつながりを確かめてください。"),
    ),
    "robots_forbid": Explanation(
        _("公開元がプログラムによる取得を断っています（robots.txt）。"),
        _("ブラウザーで入手してから、ファイルとして追加してください。"),
    ),
    "unreachable": Explanation(
        _("公開元のサーバーから答えがありません。"),
        _("時間をおいて、もう一度追加してください。"),
    ),
    "bad_status": Explanation(
        _("公開元のサーバーが断りました（状態コード %(status)s）。"),
        _("URLが今も公開されているか確かめてください。"),
    ),
    "too_many_redirects": Explanation(
        _("転送が多すぎます（%(limit)s回まで）。"),
        _("転送先のURLを直接指定してください。"),
    ),
    "fetch_too_large": Explanation(
        _("ファイルの大きさが上限（%(limit)sバイト）を超えています。"),
        _("設定 SHIRYOKAN_UPLOAD_BYTES を上げてください。"),
    ),
    "fetch_too_slow": Explanation(
        _("取得に時間がかかりすぎたため、中止しました（%(seconds)s秒）。"),
        _("時間をおいて、もう一度追加してください。"),
    ),
    "fetch_failed": Explanation(
        _("URLを取得できません。"),
        _("URLを確かめてください。"),
    ),
}
