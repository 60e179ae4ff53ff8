"""The house's health as a Django app."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """What is amiss, and what is tried again; keeps no tables."""

    name = "shiryokan.health"
    label = "health"

    def ready(self) -> None:
        """Tell administrators in their homes what failed."""
        from shiryokan.health.home import BLOCK  # noqa: PLC0415
        from shiryokan.homes.blocks import register  # noqa: PLC0415

        register(BLOCK)
