"""What the audit log says was done with the search."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

SYNONYMS = register("synonyms", _("同義語を変えた"))
