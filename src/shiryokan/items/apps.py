"""Fee items as a Django app."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    """Fee items can be followed, and what their pages take long to make is made beforehand."""

    name = "shiryokan.items"
    label = "items"

    def ready(self) -> None:
        """Have items followed, and pages prepared when documents can be found."""
        from shiryokan.following.followable import register  # noqa: PLC0415
        from shiryokan.items import preparing  # noqa: PLC0415
        from shiryokan.items.following import Items  # noqa: PLC0415
        from shiryokan.search.signals import document_indexed  # noqa: PLC0415

        register(Items())
        document_indexed.connect(preparing.document_indexed)
