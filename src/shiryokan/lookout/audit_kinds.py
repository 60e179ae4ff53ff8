"""What the audit log says was done with watched pages."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

WATCHED = register("watched", _("ページを見張り始めた"))
UNWATCHED = register("unwatched", _("ページの見張りを止めた"))
