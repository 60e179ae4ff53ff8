"""What the audit log says was done with accounts and groups."""

from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from shiryokan.access.rules import Role
from shiryokan.audit import things
from shiryokan.audit.details import FOR_PROGRAMS, Detail, one_of, titled
from shiryokan.audit.kinds import register

_ROLE = one_of(lambda: Role.choices)
_HOW = titled(
    {
        "command-line": _("コマンドで"),
        "set": _("初めて決めた"),
        "changed": _("変えた"),
        "reset": _("忘れて決め直した"),
        "added": _("加えた"),
        "verified": _("確かめた"),
        "primary": _("主なものにした"),
        "removed": _("外した"),
        "renewed": _("作り直した"),
    }
)
_FACTOR = titled(
    {
        "totp": _("認証アプリ"),
        "recovery_codes": _("回復コード"),
        "webauthn": _("セキュリティキー"),
    }
)


def _people(keys: set[str]) -> dict[str, str]:
    rows = User.objects.filter(pk__in=[key for key in keys if key.isdecimal()])
    return {str(row.pk): row.email or row.get_username() for row in rows}


things.register("user", things.Thing(names=_people, gone=_("消したアカウント")))
things.register("group", things.Thing(_("グループ"), things.names_of(Group)))
things.register("invitation", things.Thing(_("招待")))

INVITED = register(
    "invited", _("招待のリンクを作った"),
    role=Detail(_("役割"), _ROLE), groups=Detail(_("グループ")), first=Detail(_("最初の管理者か")),
)  # fmt: skip
UNINVITED = register("uninvited", _("招待のリンクを取り消した"))
ACCOUNT = register(
    "account", _("アカウントを作った"),
    role=Detail(_("役割"), _ROLE), new=Detail(_("新しいアカウントか")), invitation=FOR_PROGRAMS,
)  # fmt: skip
PERSON = register(
    "person", _("人の役割・グループを変えた"),
    role=Detail(_("役割"), _ROLE), was=Detail(_("前の役割"), _ROLE), groups=Detail(_("グループ")),
    active=Detail(_("使えるか")),
)  # fmt: skip
SECOND_FACTOR_RESET = register("second_factor_reset", _("多要素認証を外した"))
PASSWORD = register(
    "password", _("パスワードを決めた"),
    how=Detail(_("どのように"), _HOW),
)  # fmt: skip
SECOND_FACTOR = register(
    "second_factor", _("多要素認証を変えた"),
    how=Detail(_("どのように"), _HOW), type=Detail(_("種類"), _FACTOR),
)  # fmt: skip
EMAIL = register(
    "email", _("メールアドレスを変えた"),
    how=Detail(_("どのように"), _HOW),
)  # fmt: skip
SIGN_IN = register(
    "sign_in", _("ほかのログインとのつながりを変えた"),
    how=Detail(_("どのように"), _HOW),
)  # fmt: skip
PIN = register(
    "pin", _("共用の端末で使うPINを決めた・消した"),
    set=Detail(_("決めたか")),
)  # fmt: skip
PIN_LOCKED = register("pin_locked", _("PINが続けて間違えられ、使えなくなった"))
TERMINAL = register("terminal", _("共用の端末でPINを使えるようにした"))
ERASED = register("erased", _("アカウントを消した"))
GROUP = register("group", _("グループを作った"))
GROUP_DELETED = register("group_deleted", _("グループを消した"))
