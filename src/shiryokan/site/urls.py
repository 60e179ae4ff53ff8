"""Every address of the instance."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from shiryokan.access.policies import free
from shiryokan.access.rules import always_public
from shiryokan.site import metrics, readiness, views

site_patterns = (
    [
        path("about", views.about, name="about"),
        path("manage", views.manage, name="manage"),
        path("login", views.login, name="login"),
        path("logout", views.logout, name="logout"),
        path("language", free(always_public(set_language)), name="language"),
        path("healthz", views.health, name="health"),
        path("readyz", readiness.ready, name="ready"),
        path("metrics", metrics.metrics, name="metrics"),
    ],
    "site",
)

urlpatterns = [
    path("", include("shiryokan.web.viewer.urls")),
    path("", include("shiryokan.web.search.urls")),
    path("", include("shiryokan.web.registers.urls")),
    path("", include("shiryokan.web.items.urls")),
    path("", include("shiryokan.web.quotes.urls")),
    path("", include("shiryokan.web.subjects.urls")),
    path("", include("shiryokan.web.scans.urls")),
    path("", include("shiryokan.web.uploads.urls")),
    path("", include("shiryokan.web.documents.urls")),
    path("", include("shiryokan.web.audit.urls")),
    path("", include("shiryokan.api.urls")),
    path("", include("shiryokan.web.alerts.urls")),
    path("", include("shiryokan.web.lookout.urls")),
    path("", include("shiryokan.web.news.urls")),
    path("", include("shiryokan.web.digest.urls")),
    path("", include("shiryokan.web.learning.urls")),
    path("", include("shiryokan.web.parcels.urls")),
    path("", include("shiryokan.web.remarks.urls")),
    path("", include("shiryokan.web.binders.urls")),
    path("", include("shiryokan.web.checklists.urls")),
    path("", include("shiryokan.web.deadlines.urls")),
    path("", include("shiryokan.web.homes.urls")),
    path("", include("shiryokan.web.accounts.urls")),
    path("", include("shiryokan.web.health.urls")),
    path("", include(site_patterns)),
    path("admin/", admin.site.urls),
]

handler400 = "shiryokan.site.views.bad_request"
handler403 = "shiryokan.site.views.forbidden"
handler404 = "shiryokan.site.views.not_found"
handler500 = "shiryokan.site.views.server_error"
