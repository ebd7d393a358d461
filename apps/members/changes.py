"""The days on which memberships began, ended or became others."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext

from apps.core.dates import PartialDate
from apps.core.spans import FOREVER
from apps.core.steps import Change

from .models import Membership

Members = dict[str, PartialDate]  # who, and the date as it is known


def changes_of(memberships: Iterable[Membership]) -> list[Change]:
    """Return the days from which a change is certain, each with who joined, left and changed status, as numbers.

    A date that is known only in part is said as it is known: what began “in 1997” is certain from the last day of
    that year on, and its label reads “1997: 3 joined”.
    """
    begun: dict[dt.date, Members] = {}
    ended: dict[dt.date, Members] = {}
    for row in memberships:
        who = f"{'c' if row.country_id else 'o'}{row.country_id or row.member_organization_id}"
        if row.start:
            begun.setdefault(row.certain_from, {})[who] = row.start
        if row.end and row.possible_until < FOREVER:
            ended.setdefault(row.possible_until, {})[who] = row.end
    return [
        Change(day, label)
        for day in sorted(begun.keys() | ended.keys())
        for label in _labels(begun.get(day, {}), ended.get(day, {}))
    ]


def _labels(begun: Members, ended: Members) -> list[str]:
    """Say what changed on a day: one label for each way in which the date is known."""
    counts: dict[PartialDate, list[int]] = {}
    for who, date in (begun | ended).items():
        kind = 2 if who in begun and who in ended else 0 if who in begun else 1
        counts.setdefault(date, [0, 0, 0])[kind] += 1
    return [f"{date.spoken()}: {', '.join(_said(*counts[date]))}" for date in sorted(counts)]


def _said(joined: int, left: int, changed: int) -> list[str]:
    said = []
    if joined:
        said.append(ngettext("%(count)s joined", "%(count)s joined", joined) % {"count": joined})
    if left:
        said.append(ngettext("%(count)s left", "%(count)s left", left) % {"count": left})
    if changed:
        said.append(ngettext("%(count)s changed status", "%(count)s changed status", changed) % {"count": changed})
    return said
