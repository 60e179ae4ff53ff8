"""Addresses of deadlines."""

from django.urls import path

from shiryokan.web.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", views.index, name="index"),
    path("deadlines.csv", views.table_file, name="csv"),
    path("deadlines/calendar", views.calendar_address, name="calendar_address"),
    path("deadlines/calendar/<slug:key>.ics", views.calendar, name="calendar"),
]
