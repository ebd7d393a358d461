"""How often suggestions may be sent. Addresses are counted in the cache, as keys that cannot be read back, and nowhere
else: nobody can tell later from where a suggestion came."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR, DAY = 3600, 24 * 3600  # seconds
LIMITS = (  # action, rate, whether it holds for everybody together, and when it is worth trying again
    ("correction_hour", "5/h/key", False, HOUR),
    ("correction_day", "20/d/key", False, DAY),
    ("correction_all", "200/h/key", True, HOUR),
)


class TooMany(Exception):
    """There were too many from this address, or from everybody. `wait`: seconds until it is worth trying again."""

    def __init__(self, wait: int, is_for_all: bool) -> None:
        super().__init__(wait)
        self.wait, self.is_for_all = wait, is_for_all


def count(request: HttpRequest) -> None:
    """Count a suggestion that is about to be kept.

    An IPv6 address counts as the network that a household is given.

    Raises:
        TooMany: it is one more than may be sent.
    """
    sender = salted_hmac("apps.desk.corrections", ratelimit.get_ip(request)).hexdigest()
    counted = []
    for action, rate, is_for_all, wait in LIMITS:
        key = "everybody" if is_for_all else sender
        usage = ratelimit.consume(request, app="odaq.desk", action=action, config={action: rate}, key=key)
        if not usage:
            for earlier in counted:
                earlier.rollback()
            raise TooMany(wait, is_for_all)
        counted.append(usage)
