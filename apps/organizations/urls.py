from apps.core.renditions import routes

from . import views

app_name = "organizations"
urlpatterns = [
    *routes("organizations/", views.OrganizationList, "list", ["csv"]),
    *routes("organizations/<slug:slug>/", views.OrganizationDetail, "detail"),
    *routes("organizations/<slug:slug>/structure/", views.OrganizationStructure, "structure", ["svg", "csv"]),
    *routes("organizations/<slug:slug>/bodies/<slug:body>/", views.BodyDetail, "body"),
]
