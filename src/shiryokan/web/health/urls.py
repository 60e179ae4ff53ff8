"""Addresses of the house's health."""

from django.urls import path

from shiryokan.web.health import views

app_name = "health"
urlpatterns = [
    path("health", views.health, name="health"),
    path("health/retry", views.retry_failed, name="retry"),
]
