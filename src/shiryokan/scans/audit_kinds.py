"""What the audit log says was done with pages that are pictures."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

LINE_CORRECTED = register("line_corrected", _("行を直した"))
LINE_CONFIRMED = register("line_confirmed", _("行を画像のとおりと確かめた"))
LINE_WITHDRAWN = register("line_withdrawn", _("行の訂正を取り消した"))
PAUSED = register("pictures_paused", _("画像の読み取りを休ませた"))
RESUMED = register("pictures_resumed", _("画像の読み取りを再び始めた"))
AGAIN = register("pictures_again", _("画像をもう一度読ませた"))
