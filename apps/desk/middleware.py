"""The desk opens only to whoever has shown the second factor that is asked of them."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from . import second_factor

OPEN = ("admin:logout", "jsi18n")  # say nothing of what the portal holds


class SecondFactorMiddleware:
    """Leads from every page of the admin to the page that sets the second factor up, or asks for its code.

    Elsewhere (the preview of a draft at its public address) such a person is a reader like any other. Who that is, is
    looked up only by a page that asks: public pages touch no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")):
            step = None if request.path in map(reverse, OPEN) else missing_step(request, request.user)
            if step:
                return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
        elif not request.path.startswith(reverse("account")):
            request.user = SimpleLazyObject(partial(known_to_readers, request, request.user))
        return self.get_response(request)


def missing_step(request: HttpRequest, user: AbstractBaseUser | AnonymousUser) -> str | None:
    """Return the name of the page on which somebody has to do something before working here."""
    if not user.is_authenticated or not second_factor.is_required_of(user):
        return None
    if not second_factor.is_set_up(user):
        return "mfa_activate_totp"
    return None if second_factor.was_shown(request, user) else "mfa_reauthenticate"


def known_to_readers(request: HttpRequest, user: AbstractBaseUser | AnonymousUser) -> AbstractBaseUser | AnonymousUser:
    return AnonymousUser() if missing_step(request, user) else user
