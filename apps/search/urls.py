from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("search/", views.Search.as_view(), name="results"),
    path("search/suggestions/", views.Suggestions.as_view(), name="suggestions"),
]
