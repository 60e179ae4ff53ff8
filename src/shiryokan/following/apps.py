"""What can be followed, as a Django app."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """The kinds of things that can be followed, and the order in which documents came."""

    name = "shiryokan.following"
    label = "following"
    default_auto_field = "django.db.models.BigAutoField"
