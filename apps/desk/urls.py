from django.contrib import admin
from django.urls import path

from .translations.views import matrix, translate

app_name = "desk"

urlpatterns = [
    path("translations/", admin.site.admin_view(matrix), name="translations"),
    path("translations/<str:model>/<int:pk>/<str:language>/", admin.site.admin_view(translate), name="translate"),
]
