from django.urls import path

from apps.core.renditions import routes

from . import brief_views, compare_views, style_views, views

app_name = "pages"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("about/", views.About.as_view(), name="about"),
    path("style/", style_views.Style.as_view(), name="style"),
]
