"""What the desk adds to the addresses of the admin, before those of the admin itself."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from . import account_admin, home

urlpatterns = [
    path("", admin.site.admin_view(home.home)),
    # One page changes one's own password, with the limit on tries that the admin's has not.
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("password_change/done/", RedirectView.as_view(pattern_name="mfa_index")),
    path(
        "auth/user/<int:pk>/second-factor/",
        admin.site.admin_view(account_admin.second_factor_of),
        name="second_factor_of",
    ),
]
