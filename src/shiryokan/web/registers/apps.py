"""These pages as a Django app."""

from django.apps import AppConfig


class RegisterPagesConfig(AppConfig):
    """Templates of the registers."""

    name = "shiryokan.web.registers"
    label = "web_registers"
