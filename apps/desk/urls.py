from django.contrib import admin
from django.urls import path

from . import views
from .translations.views import matrix, translate

app_name = "desk"

urlpatterns = [
    path("", admin.site.admin_view(views.queue), name="queue"),
    path("proposals/<int:pk>/", admin.site.admin_view(views.proposal_page), name="proposal"),
    path("translations/", admin.site.admin_view(matrix), name="translations"),
    path("translations/<str:model>/<int:pk>/<str:language>/", admin.site.admin_view(translate), name="translate"),
]
