"""Addresses of one's own page."""

from django.urls import path

from shiryokan.web.homes import views

app_name = "homes"
urlpatterns = [
    path("my/", views.own, name="own"),
    path("my/blocks", views.blocks, name="blocks"),
    path("my/reading", views.reading, name="reading"),
]
