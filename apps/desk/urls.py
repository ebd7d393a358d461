from django.contrib import admin
from django.urls import path

from . import filters, flow_views, previews, source_checks, views
from .corrections.desk import spam
from .translations.views import matrix, translate

app_name = "desk"

urlpatterns = [
    path("", admin.site.admin_view(views.queue), name="queue"),
    path("proposals/<int:pk>/", admin.site.admin_view(views.proposal_page), name="proposal"),
    path("proposals/spam/", admin.site.admin_view(spam), name="spam"),
    path("filters/<str:model>/", admin.site.admin_view(filters.saved_filters), name="filters"),
    path("preview/<str:model>/<int:pk>/", admin.site.admin_view(previews.preview), name="preview"),
    path("talk/<str:model>/<int:pk>/", admin.site.admin_view(flow_views.work), name="talk"),
    path("checks/", admin.site.admin_view(source_checks.checks), name="checks"),
    path("translations/", admin.site.admin_view(matrix), name="translations"),
    path("translations/<str:model>/<int:pk>/<str:language>/", admin.site.admin_view(translate), name="translate"),
]
