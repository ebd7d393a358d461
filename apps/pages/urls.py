from django.urls import path

from apps.core.renditions import routes

from . import brief_views, compare_views, style_views, views

app_name = "pages"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    *routes("compare/", compare_views.Compare, "compare", ["csv", "svg"]),
    path("organizations/<slug:slug>/brief/", brief_views.OrganizationBrief.as_view(), name="brief_of_organization"),
    path("members/<slug:slug>/brief/", brief_views.MemberBrief.as_view(), name="brief_of_member"),
    path("events/<slug:slug>/brief/", brief_views.EventBrief.as_view(), name="brief_of_event"),
    path("about/", views.About.as_view(), name="about"),
    path("style/", style_views.Style.as_view(), name="style"),
]
