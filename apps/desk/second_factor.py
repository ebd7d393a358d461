"""The second factor: who has to show one, who has one, whether it was shown, and how its secret is kept.

An authenticator app makes the codes (TOTP); recovery codes stand in for a lost phone. Both grow from a secret that the
database holds sealed: a copy of the database alone makes no codes.
"""

import base64

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# Whoever may do one of these works only with a second factor; so does a superuser.
RIGHTS_THAT_NEED_IT = ("desk.publish", "desk.manage_accounts", "auth.change_user")


class Unreadable(Exception):
    """What was sealed with a key that is neither the secret key nor among its fallbacks."""


def is_required_of(user: AbstractBaseUser) -> bool:
    if not (settings.MFA_REQUIRED and user.is_active):
        return False
    return user.is_superuser or any(user.has_perm(right) for right in RIGHTS_THAT_NEED_IT)


def of(user: AbstractBaseUser) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user_id=user.pk)


def is_set_up(user: AbstractBaseUser) -> bool:
    return of(user).filter(type=Authenticator.Type.TOTP).exists()


def was_shown(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Tell whether this session has shown it: one that began before it was set up elsewhere has not."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def note_as_shown(request: HttpRequest) -> None:
    record_authentication(request, request.user, "mfa", type=Authenticator.Type.TOTP.value, reauthenticated=True)


def codes_left(user: AbstractBaseUser) -> int:
    codes = of(user).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


def remove(user: AbstractBaseUser) -> bool:
    """Take the factor and its recovery codes away; tell whether there were any."""
    removed, _kinds = of(user).delete()
    return bool(removed)


def seal(text: str) -> str:
    return _seals().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def is_readable(authenticator: Authenticator) -> bool:
    try:
        unseal(authenticator.data.get("secret") or authenticator.data["seed"])
    except Unreadable:
        return False
    return True


def _seals() -> MultiFernet:
    return MultiFernet([_seal_of(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _seal_of(key: str) -> Fernet:
    own = salted_hmac("apps.desk.second_factor", "", key, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(own))
