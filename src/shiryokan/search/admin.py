"""The search in Django's administration pages."""

from __future__ import annotations

from django.contrib import admin

from shiryokan.search.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Synonyms that an editor keeps."""

    list_display = ("__str__", "note", "changed_at")
    search_fields = ("words", "note")
