"""Why mail could not be delivered, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "mail_off": Explanation(
        _("この資料館はメールを送る設定になっていません。"),
        _("管理者に設定 SHIRYOKAN_SMTP_HOST と SHIRYOKAN_MAIL_FROM を相談してください。"),
    ),
    "mail_sender": Explanation(
        _("差出人か宛先のアドレスの形が正しくありません。"),
        _("宛先を確かめ、管理者に設定 SHIRYOKAN_MAIL_FROM を相談してください。"),
    ),
    "mail_sign_in": Explanation(
        _("メールサーバーにログインできません。"),
        _("管理者に設定 SHIRYOKAN_SMTP_USER と SHIRYOKAN_SMTP_PASSWORD を相談してください。"),
    ),
    "mail_address": Explanation(
        _("メールサーバーが宛先を断りました（%(status)s %(answer)s）。"),
        _("宛先のメールアドレスを確かめてください。"),
    ),
    "mail_refused": Explanation(
        _("メールサーバーがメールを断りました（%(status)s %(answer)s）。"),
        _("続くときは、管理者にメールの設定を相談してください。"),
    ),
    "mail_unreachable": Explanation(
        _("メールサーバーにつながりません（%(kind)s）。"),
        _("続くときは、管理者にメールの設定を相談してください。"),
    ),
}
