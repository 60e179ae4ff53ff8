"""The registry in Django's administration pages: which documents follow each other."""

from __future__ import annotations

from django.contrib import admin

from shiryokan.records.models import Extraction, Series


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Series of documents that are versions of each other."""

    search_fields = ("name",)


@admin.register(Extraction)
class ExtractionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Series, year and draft can be put right; what was extracted cannot."""

    list_display = ("document", "register", "state", "count", "series", "year", "draft")
    list_filter = ("register", "state", "series")
    fields = ("document", "register", "state", "count", "series", "year", "draft", "placed_by_hand")
    readonly_fields = ("document", "register", "state", "count")
    autocomplete_fields = ("series",)

    def has_add_permission(self, request: object) -> bool:
        """Extractions come of documents only."""
        return False

    def save_model(self, request: object, obj: Extraction, form: object, change: object) -> None:
        """What an editor decided is not guessed again."""
        obj.placed_by_hand = True
        obj.save()
