"""The library in Django's administration pages."""

from __future__ import annotations

from django.contrib import admin

from shiryokan.documents.models import Council, Document, Intake, Meeting, Origin, Publisher


class OriginInline(admin.TabularInline):  # type: ignore[type-arg]
    """A document's origins, within it."""

    model = Origin
    extra = 0


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Titles and origins can be put right; the bytes and what was read of them cannot."""

    list_display = (
        "title",
        "page_count",
        "state",
        "added_at",
    )
    list_filter = (
        "state",
        "origins__publisher",
    )
    search_fields = (
        "title",
        "file_name",
        "sha256",
    )
    readonly_fields = (
        "sha256",
        "size",
        "page_count",
        "state",
        "added_at",
        "collection",
    )
    inlines = (OriginInline,)

    def has_add_permission(self, request: object) -> bool:
        """Documents come in by ingest only."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Documents go by the bin only, where they can be brought back and are on record."""
        return False


@admin.register(Publisher)
class PublisherAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Publishers."""

    search_fields = ("name",)


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Councils."""

    list_display = (
        "name",
        "publisher",
    )
    search_fields = ("name",)


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Meetings."""

    list_display = (
        "council",
        "number",
        "date",
    )


@admin.register(Intake)
class IntakeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What was handed in, to look at."""

    list_display = (
        "name",
        "kind",
        "state",
        "error",
        "created_at",
    )
    list_filter = (
        "state",
        "kind",
    )
    search_fields = (
        "name",
        "source",
    )

    def has_add_permission(self, request: object) -> bool:
        """Intakes come in by ingest only."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """What was is not changed."""
        return False
