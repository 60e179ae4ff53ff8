"""Why a message could not be delivered, or a search not be saved, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "hook_bad_url": Explanation(
        _("Webhookを送れないURLです。"),
        _("https:// か http:// で始まるURLを、使えるポート（ふつうは443と80）で指定してください。"),
    ),
    "hook_forbidden_address": Explanation(
        _("組織内や機器自身のアドレスを指すため、Webhookを送りません。"),
        _("公開されたURLを指定するか、管理者に設定 SHIRYOKAN_FETCH_NETWORKS を相談してください。"),
    ),
    "hook_host_unknown": Explanation(
        _("Webhookのサーバー %(host)s が見つかりません。"),
        _("URLの綴りを確かめてください。"),
    ),
    "hook_unreachable": Explanation(
        _("Webhookのサーバーから答えがありません（%(why)s）。"),
        _("受け取る側のサーバーが動いているか確かめてください。"),
    ),
    "hook_fetch_too_slow": Explanation(
        _("Webhookのサーバーの答えが遅すぎます（%(seconds)s秒まで）。"),
        _("受け取る側では、まず200番台を返してから処理してください。"),
    ),
    "hook_bad_status": Explanation(
        _("Webhookのサーバーが断りました（状態コード %(status)s）。"),
        _("受け取る側の記録を確かめ、200番台を返すようにしてください。転送には従いません。"),
    ),
    "hook_gone": Explanation(
        _("Webhookのサーバーが、もう受け取らないと答えました（状態コード 410）。"),
        _("URLを替えてから、もう一度オンにしてください。"),
    ),
    "channel_off": Explanation(
        _("送る前に、この知らせ方が止められました。"),
        _("必要なら、設定でもう一度オンにしてください。"),
    ),
    "documents_gone": Explanation(
        _("送る前に、文書が資料館から取り下げられました。"),
        _("何もしなくてかまいません。"),
    ),
    "searches_many": Explanation(
        _("保存できる検索は%(most)s件までです。"),
        _("使わなくなった検索を消してから、もう一度保存してください。"),
    ),
}
