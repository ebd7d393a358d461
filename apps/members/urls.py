from apps.core.renditions import drawing, routes

from . import matrix_views, place_views, views

app_name = "members"
urlpatterns = [
    *routes("matrix/", matrix_views.MatrixView, "matrix", ["csv"]),
    *routes("members/", views.MemberList, "list", ["csv"]),
    *routes("members/<slug:slug>/", views.MemberDetail, "detail", ["csv"]),
    *drawing("members/<slug:slug>/timeline", views.MemberDetail, "timeline", "timeline"),
    *routes("organizations/<slug:slug>/members/", place_views.OrganizationMembers, "of_organization", ["csv"]),
    *drawing("organizations/<slug:slug>/members/map", place_views.OrganizationMembers, "map", "map"),
    *drawing(
        "organizations/<slug:slug>/members/number", place_views.OrganizationMembers, "number", "number", ["svg", "csv"]
    ),
    *routes("organizations/<slug:slug>/bodies/<slug:body>/members/", place_views.BodyMembers, "of_body", ["csv"]),
    *drawing("organizations/<slug:slug>/bodies/<slug:body>/members/map", place_views.BodyMembers, "body_map", "map"),
    *drawing(
        "organizations/<slug:slug>/bodies/<slug:body>/members/number",
        place_views.BodyMembers,
        "body_number",
        "number",
        ["svg", "csv"],
    ),
]
