"""What the audit log says was done with accounts and groups."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

INVITED = register("invited", _("招待のリンクを作った"))
UNINVITED = register("uninvited", _("招待のリンクを取り消した"))
ACCOUNT = register("account", _("アカウントを作った"))
PERSON = register("person", _("人の役割・グループを変えた"))
SECOND_FACTOR_RESET = register("second_factor_reset", _("多要素認証を外した"))
PASSWORD = register("password", _("パスワードを決めた"))
SECOND_FACTOR = register("second_factor", _("多要素認証を変えた"))
EMAIL = register("email", _("メールアドレスを変えた"))
SIGN_IN = register("sign_in", _("ほかのログインとのつながりを変えた"))
PIN = register("pin", _("共用の端末で使うPINを決めた・消した"))
PIN_LOCKED = register("pin_locked", _("PINが続けて間違えられ、使えなくなった"))
TERMINAL = register("terminal", _("共用の端末でPINを使えるようにした"))
ERASED = register("erased", _("アカウントを消した"))
GROUP = register("group", _("グループを作った"))
GROUP_DELETED = register("group_deleted", _("グループを消した"))
