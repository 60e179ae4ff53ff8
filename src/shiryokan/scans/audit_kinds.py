"""What the audit log says was done with pages that are pictures."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.details import Detail
from shiryokan.audit.kinds import register

_PAGE = Detail(_("ページ番号"))
_WORDS = {"old": Detail(_("変える前")), "new": Detail(_("変えた後"))}

LINE_CORRECTED = register(
    "line_corrected", _("行を直した"),
    page=_PAGE, line=Detail(_("行番号")), **_WORDS,
)  # fmt: skip
LINE_CONFIRMED = register(
    "line_confirmed", _("行を画像のとおりと確かめた"),
    page=_PAGE, line=Detail(_("行番号")), **_WORDS,
)  # fmt: skip
LINE_WITHDRAWN = register(
    "line_withdrawn", _("行の訂正を取り消した"),
    page=_PAGE, **_WORDS,
)  # fmt: skip
PAUSED = register("pictures_paused", _("画像の読み取りを休ませた"))
RESUMED = register("pictures_resumed", _("画像の読み取りを再び始めた"))
AGAIN = register(
    "pictures_again", _("画像をもう一度読ませた"),
    pages=Detail(_("ページ数")),
)  # fmt: skip
