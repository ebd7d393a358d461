"""The days on which something changed, and a reader's way from one to the next.

What changed is said by whoever makes the `Change`s: this module knows no noun. A page that shows a state on a day
(who was a member, which bodies there were) puts `Steps` into its context and includes `includes/_steps.html`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .dates import spoken_day
from .filters import FIRST_DAY, LAST_DAY, Moment


@dataclass(frozen=True, slots=True)
class Change:
    """A day from which something is different, and what: “4 April 1949: 12 joined”."""

    day: dt.date
    label: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A day at which a reader can stop. `value` is what an address says of it: nothing means today."""

    day: dt.date
    value: str
    label: str
    is_shown: bool = False


class Steps:
    """The days of change in order, with today and the day that the page shows among them."""

    def __init__(self, changes: Iterable[Change], moment: Moment) -> None:
        self.moment = moment
        labels: dict[dt.date, str] = {}
        for change in changes:
            if FIRST_DAY <= change.day <= LAST_DAY:
                before = labels.get(change.day)
                labels[change.day] = f"{before}; {change.label}" if before else change.label
        self.changes = [Change(day, labels[day]) for day in sorted(labels)]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def _stop(self, change: Change) -> Stop:
        is_today = change.day == self.moment.today
        label = _("Today: %(what)s") % {"what": change.label} if is_today else change.label
        return Stop(
            change.day,
            "" if is_today else change.day.isoformat(),
            label,
            change.day == self.moment.effective,
        )

    @cached_property
    def stops(self) -> list[Stop]:
        """Return the days to choose from: those of change, today, and the day shown where nothing changed on it."""
        stops = {change.day: self._stop(change) for change in self.changes}
        shown, today = self.moment.effective, self.moment.today
        stops.setdefault(today, Stop(today, "", _("Today"), shown == today))
        if shown not in stops:
            label = _("%(day)s: no change") % {"day": spoken_day(shown)}
            stops[shown] = Stop(shown, shown.isoformat(), label, is_shown=True)
        return [stops[day] for day in sorted(stops)]

    @property
    def position(self) -> int:
        """Return which of the stops is shown, counted from nought."""
        return next(at for at, stop in enumerate(self.stops) if stop.is_shown)

    @property
    def last_position(self) -> int:
        return len(self.stops) - 1

    @property
    def shown(self) -> Stop:
        return self.stops[self.position]

    @property
    def previous(self) -> Stop | None:
        """Return the last day of change before the one shown."""
        shown = self.moment.effective
        return next((self._stop(change) for change in reversed(self.changes) if change.day < shown), None)

    @property
    def next(self) -> Stop | None:
        """Return the first day of change after the one shown."""
        shown = self.moment.effective
        return next((self._stop(change) for change in self.changes if change.day > shown), None)

    @property
    def first(self) -> Stop:
        return self._stop(self.changes[0])

    @property
    def last(self) -> Stop:
        return self._stop(self.changes[-1])
