from django.urls import path

from apps.core.renditions import drawing, routes

from . import views

app_name = "members"
urlpatterns = [
    *routes("matrix/", matrix_views.MatrixView, "matrix", ["csv"]),
    *routes("members/", views.MemberList, "list", ["csv"]),
    *routes("members/<slug:slug>/", views.MemberDetail, "detail", ["csv"]),
    *drawing("members/<slug:slug>/timeline", views.MemberDetail, "timeline", "timeline"),
    *routes("organizations/<slug:slug>/members/", views.OrganizationMembers, "of_organization"),
    *drawing("organizations/<slug:slug>/members/number", views.OrganizationMembers, "number", "number", ["svg", "csv"]),
]
