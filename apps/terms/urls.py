from apps.core.renditions import routes

from . import views

app_name = "terms"
urlpatterns = [
    *routes("terms/", views.TermList, "list", ["csv"]),
    *routes("terms/<slug:slug>/", views.TermDetail, "detail"),
]
