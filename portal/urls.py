"""The table of contents. Each app's `urls` lists its addresses in full."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from apps.pages import views
from apps.pages.sitemaps import SITEMAPS

urlpatterns = [
    path("", views.in_readers_language, name="root"),
    path("admin/jsi18n/", JavaScriptCatalog.as_view(), name="jsi18n"),
    path("admin/", include("apps.desk.admin_urls")),
    path("admin/desk/", include("apps.desk.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("apps.desk.account_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("robots.txt", views.robots),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    *i18n_patterns(
        path("", include("apps.pages.urls")),
        path("", include("apps.organizations.urls")),
        path("", include("apps.terms.urls")),
        path("", include("apps.members.urls")),
        path("", include("apps.people.urls")),
        path("", include("apps.events.urls")),
        path("", include("apps.documents.urls")),
        path("", include("apps.search.urls")),
        path("", include("apps.desk.change_urls")),
        path("", include("apps.desk.corrections.urls")),
    ),
]

handler400 = "apps.pages.views.bad_request"
handler403 = "apps.pages.views.permission_denied"
handler404 = "apps.pages.views.not_found"
handler429 = "apps.pages.views.too_many_requests"  # allauth asks for it
handler500 = "apps.pages.views.server_error"
