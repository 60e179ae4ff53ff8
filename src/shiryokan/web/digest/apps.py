"""These pages as a Django app."""

from django.apps import AppConfig


class DigestPagesConfig(AppConfig):
    """Templates of the digest, and its button."""

    name = "shiryokan.web.digest"
    label = "web_digest"
