"""Tokens in Django's administration pages: to see and to revoke, never to make."""

from __future__ import annotations

from django.contrib import admin

from shiryokan.api.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Whose tokens there are, and when they were used."""

    list_display = ("name", "ending", "user", "created_at", "used_at", "expires_at", "revoked_at")
    list_filter = ("user",)
    fields = ("name", "user", "created_at", "used_at", "expires_at", "revoked_at")
    readonly_fields = ("user", "created_at", "used_at")

    def has_add_permission(self, request: object) -> bool:
        """A token's owner makes it, and alone sees its secret."""
        return False
