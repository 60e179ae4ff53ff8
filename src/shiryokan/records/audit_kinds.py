"""What the audit log says was done with records."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.details import FOR_PROGRAMS, Detail
from shiryokan.audit.kinds import register

_DOCUMENT = Detail(_("文書"), of="document")
_SCHEDULE = Detail(_("点数表"))
_CODE = Detail(_("区分番号"))
_FIELD = Detail(_("欄"))

CORRECTED = register(
    "corrected", _("訂正した"),
    document=_DOCUMENT, field=_FIELD, old=Detail(_("変える前")), new=Detail(_("変えた後")),
)  # fmt: skip
CORRECTION_WITHDRAWN = register(
    "correction_withdrawn", _("訂正を取り消した"),
    document=_DOCUMENT, field=_FIELD,
)  # fmt: skip
LINKED = register(
    "linked", _("対応を記録した"),
    document=_DOCUMENT, old=Detail(_("前の項目")),
    old_document=Detail(_("前の文書"), of="document"), same=Detail(_("同じものか")),
)  # fmt: skip
ITEM_LINKED = register(
    "item_linked", _("項目とのつながりを決めた"),
    document=_DOCUMENT, schedule=_SCHEDULE, code=_CODE, found=Detail(_("もとの言葉")),
    note=Detail(_("メモ")), is_about=FOR_PROGRAMS,
)  # fmt: skip
ITEM_LINK_WITHDRAWN = register(
    "item_link_withdrawn", _("項目とのつながりの判断を取り消した"),
    document=_DOCUMENT, schedule=_SCHEDULE, code=_CODE,
)  # fmt: skip
