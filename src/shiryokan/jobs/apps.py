"""The jobs as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Durable jobs, and the workers that do them."""

    name = "shiryokan.jobs"
    label = "jobs"
