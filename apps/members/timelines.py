"""Memberships drawn over years: those of one member, and the number of members of an organisation."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates import spoken_day
from apps.core.figures import Axis, Key, Level, Row, StepChart, Timeline, levels_of, marked, pieces_of
from apps.core.filters import Moment
from apps.core.renditions import Table

from .choices import MembershipStatus
from .models import Membership


def style_of(status: str) -> str:
    """Return the style in which figures draw a status; its pattern has the same name."""
    return f"s-{status}"


def keys_of(statuses: Iterable[str]) -> list[Key]:
    """Return the legend of the statuses that occur, in their own order."""
    occurring = set(statuses)
    return [Key(style_of(status), status.label) for status in MembershipStatus if status in occurring]


def memberships_over_time(member: Any, memberships: Sequence[Membership], moment: Moment) -> Timeline:
    """Draw the memberships of one member as bars over years, in the order in which they began.

    What is written above a bar says its status in words: neither colour nor pattern stands alone.
    """
    axis = Axis.around((membership.span for membership in memberships), moment.today)
    rows = []
    for membership in memberships:
        place = membership.body.short_name if membership.body_id else ""
        name = " · ".join(part for part in (membership.organization.short_name, place) if part)
        note = f"{membership.get_status_display()}, {membership.span.years()}"
        title = f"{name}: {membership.get_status_display()}, {membership.span.spoken()}"
        pieces = pieces_of(axis, membership.span, style_of(membership.status), moment.today, title)
        rows.append(Row(name, pieces, note))
    organizations = len({membership.organization_id for membership in memberships})
    ongoing = sum(membership.span.holds(None, moment.today) is not None for membership in memberships)
    return Timeline(
        name="memberships",
        title=_("Memberships over the years: %(member)s") % {"member": member},
        summary=_summary_of_member(memberships, organizations, ongoing),
        legend=keys_of(membership.status for membership in memberships),
        axis=axis,
        rows=rows,
        day=moment.effective,
    )


def _summary_of_member(memberships: Sequence[Membership], organizations: int, ongoing: int) -> str:
    if not memberships:
        return ""
    total = ngettext("%(count)s membership", "%(count)s memberships", len(memberships)) % {"count": len(memberships)}
    # Translators: in another order where a language puts the place first.
    places = ngettext("in %(count)s organisation", "in %(count)s organisations", organizations) % {
        "count": organizations
    }
    held = pgettext("memberships in organisations", "%(total)s %(places)s.") % {"total": total, "places": places}
    parts = [held, _("Going on today: %(count)s.") % {"count": ongoing}]
    dated = [membership for membership in memberships if membership.start]
    if dated:
        first = min(dated, key=lambda membership: membership.start)
        parts.append(
            _("The first: %(organization)s, %(date)s.")
            % {"organization": first.organization.short_name, "date": first.start.spoken()}
        )
    if any(m.end_unknown or not m.start or not m.start.is_exact for m in memberships):
        parts.append(_("A faded end means that the day is not known exactly."))
    return " ".join(parts)


def table_of_memberships(name: str, memberships: Iterable[Membership]) -> Table:
    """Return memberships as rows to download, with dates as machines read them (EDTF)."""
    return Table(
        name,
        [
            *(_("Member"), _("ISO code, 3 letters"), _("Organisation"), _("Body or programme"), _("Status")),
            *(_("Start"), _("End"), _("Ended on an unknown day"), _("In words")),
        ],
        (
            (
                membership.member,
                membership.country.iso3 if membership.country_id else "",
                membership.organization.short_name,
                membership.body or "",
                membership.get_status_display(),
                marked(membership.start),
                marked(membership.end),
                _("yes") if membership.end_unknown else "",
                membership.span.spoken(),
            )
            for membership in memberships
        ),
    )


def number_over_time(organization: Any, full: Sequence[Membership], moment: Moment) -> StepChart:
    """Draw how many full members an organisation had on each day, as steps."""
    spans = [membership.span for membership in full]
    levels = levels_of(spans, moment.today)
    began = levels[0].start.year if levels else moment.today.year
    last = max(moment.today.year + 1, began + 10)
    # A little room before the first step: the numbers of the scale stand there.
    axis = Axis(dt.date(max(1, began - max(1, (last - began) // 16)), 1, 1), dt.date(last, 1, 1))
    return StepChart(
        name="number",
        title=_("Number of full members over time: %(organization)s") % {"organization": organization.short_name},
        summary=_summary_of_number(levels),
        axis=axis,
        levels=levels,
        titles=[f"{spoken_day(level.start)}: {_count(level)}" for level in levels],
        day=moment.effective,
    )


def _count(level: Level) -> str:
    if level.high > level.low:
        return _("%(low)s to %(high)s members") % {"low": level.low, "high": level.high}
    return ngettext("%(count)s member", "%(count)s members", level.low) % {"count": level.low}


def _summary_of_number(levels: Sequence[Level]) -> str:
    if not levels:
        return ""
    first, last, most = levels[0], levels[-1], max(levels, key=lambda level: level.low)
    parts = [
        _("%(date)s: %(count)s.") % {"date": spoken_day(first.start), "count": _count(first)},
        _("The most, from %(date)s: %(count)s.") % {"date": spoken_day(most.start), "count": _count(most)}
        if most is not last
        else "",
        _("Now: %(count)s.") % {"count": _count(last)},
        _("The pale band shows days on which the number is not certain.")
        if any(level.high > level.low for level in levels)
        else "",
    ]
    return " ".join(part for part in parts if part)


def table_of_levels(name: str, levels: Iterable[Level]) -> Table:
    return Table(
        name,
        [_("From"), _("Certain"), _("At most")],
        ((level.start.isoformat(), level.low, level.high) for level in levels),
    )
