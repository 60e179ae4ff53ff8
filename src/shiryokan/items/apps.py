"""Fee items as a Django app."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    """Fee items can be followed."""

    name = "shiryokan.items"
    label = "items"

    def ready(self) -> None:
        """Have items followed."""
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.items.following import Items  # noqa: PLC0415

        register(Items())
