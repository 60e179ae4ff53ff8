"""Addresses of what is done with the pictures of pages."""

from django.urls import path

from shiryokan.web.scans import exports, lines, queue

app_name = "scans"
urlpatterns = [
    path("scans", queue.scans, name="scans"),
    path("scans/steer", queue.steer, name="steer"),
    path("documents/<slug:document_id>/lines", lines.lines, name="lines"),
    path("documents/<slug:document_id>/lines/withdraw", lines.withdraw, name="withdraw"),
    path("documents/<slug:document_id>/lines/adopt", lines.adopt, name="adopt"),
    path("documents/<slug:document_id>/lines/whole", queue.check_all, name="check_all"),
    path("documents/<slug:document_id>/lines/<int:number>-<int:line>", lines.line, name="line"),
    path("documents/<slug:document_id>/text.<slug:suffix>", exports.document_text, name="text"),
]
