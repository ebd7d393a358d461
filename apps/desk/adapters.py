"""What the portal decides where allauth asks: no sign-up, no mail, whose tries are counted, how secrets are kept."""

import base64
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import second_factor

logger = logging.getLogger(__name__)


class DeskAccounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("No account has this user name and this password. Check both and try again."),
        "too_many_login_attempts": _("There were too many failed tries. Wait five minutes and try again."),
        "rate_limited": _("There were too many failed tries. Wait five minutes and try again."),
        "account_inactive": _("This account has been closed. Ask an administrator of the portal."),
        "not_staff": _("This account may not work at the desk. Ask an administrator of the portal."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer every request with a page: nothing of the portal asks for these pages from a script."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send none: there is no mail server, and nobody is to wait for what never comes."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that tries are counted by: what a visitor writes into a header is not believed.

        Each trusted proxy adds to X-Forwarded-For the address that it was asked from, so only that many entries from
        the end are true. A server behind a socket knows no address: there, all are taken to come from one.
        """
        trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        if 0 < trusted <= len(forwarded) and (address := clean_client_ip(forwarded[-trusted])):
            return address
        return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104 (no address)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account alone: allauth adds the host, and with it a port that the visitor is free to make up."""
        return credentials.get("username", "").lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning(
                "Too many failed sign-ins as %r, the last from %s.",
                credentials.get("username"),
                self.get_client_ip(request),
            )
            raise

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Ask whoever has a second factor for it: a stolen session with a guessed password must not remove it."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] == "mfa_reauthenticate"] or methods

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Count signing in as a confirmation: nobody is asked for the same password twice in five minutes."""
        reauthenticate_by_password(request)
        return super().post_login(request, user, **kwargs)


class SealedFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, is too old, or has been used. Wait for the next one."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; where it cannot be read, one that nobody knows, so that no code is right."""
        try:
            return second_factor.unseal(encrypted_text)
        except second_factor.Unreadable:
            logger.error("A second factor was sealed with another SECRET_KEY: see SECRET_KEY_FALLBACKS.")
            return base64.b32encode(secrets.token_bytes(20)).decode()
