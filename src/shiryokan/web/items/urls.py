"""Addresses of fee items. An item's address never changes."""

from django.urls import path

from shiryokan.web.items import views

app_name = "items"
urlpatterns = [
    path("fees/", views.index, name="index"),
    path("fees/<slug:schedule>/<slug:code>/", views.item, name="item"),
]
