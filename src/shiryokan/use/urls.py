"""Addresses of the using wing."""

from django.urls import path

from shiryokan.use import views

app_name = "use"
urlpatterns = [path("search", views.search, name="search")]
