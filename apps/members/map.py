"""The members of an organisation or a body on a map of the world, on a day."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates import spoken_day
from apps.core.figures import Key
from apps.core.filters import Moment
from apps.core.text import alphabetical
from apps.reference.maps import Place, WorldMap
from apps.reference.models import Country
from apps.reference.world import Area, Box, Shown, areas_of

from .choices import PLURALS, MembershipStatus
from .models import Membership
from .timelines import style_of

RANK = {status: at for at, status in enumerate(MembershipStatus)}
PLAIN = {MembershipStatus.MEMBER}  # the one status that is drawn without a pattern


def ground_of(memberships: Iterable[Membership], after: Mapping[int, list[Country]]) -> dict[int, Shown]:
    """Return the areas of each country among the members, by its key."""
    countries = {row.country_id: row.country for row in memberships if row.country_id}
    return {key: areas_of(country, after) for key, country in countries.items()}


def areas_among(ground: Mapping[int, Shown]) -> list[Area]:
    return [area for shown in ground.values() for area in shown.areas]


def map_of_members(
    place: str, memberships: Sequence[Membership], ground: Mapping[int, Shown], view: Box, moment: Moment
) -> WorldMap:
    """Draw the memberships of a day. `place` is the name of the organisation or body; `ground` where its members lie.

    An area shows one membership: rather that of its own state than of one before it, rather a certain one than a
    possible one, and then the strongest status.
    """
    strongest: dict[str, tuple[Area, Membership, Country | None]] = {}
    for row in sorted(memberships, key=lambda row: (bool(_successors(row, ground)), row.is_possible, RANK[row.status])):
        if row.country_id:
            shown = ground[row.country_id]
            for area, successor in zip(shown.areas, shown.successors or [None] * len(shown.areas), strict=True):
                strongest.setdefault(area.code, (area, row, successor))
    return WorldMap(
        name="map",
        title=_("Members on the map: %(place)s") % {"place": place},
        summary=_summary(memberships, ground, list(strongest.values()), view, moment),
        legend=_legend(memberships),
        links=True,
        places=[_drawn(area, row, successor) for area, row, successor in strongest.values()],
        view=view,
    )


def _successors(row: Membership, ground: Mapping[int, Shown]) -> Sequence[Country]:
    return ground[row.country_id].successors if row.country_id else ()


def _drawn(area: Area, row: Membership, successor: Country | None) -> Place:
    name = str(row.country)
    if successor:
        name = _("%(country)s (today %(successor)s)") % {"country": name, "successor": successor}
    title = f"{name}: {row.get_status_display()}, {row.span.spoken()}"
    if row.is_possible:
        title += " (" + _("possibly") + ")"
    return Place(
        area=area,
        style=style_of(row.status),
        name="" if successor else name,
        title=title,
        url=row.country.get_absolute_url(),
        has_pattern=row.status not in PLAIN,
        is_possible=row.is_possible,
    )


def _legend(memberships: Iterable[Membership]) -> list[Key]:
    """Return each status with the number of countries in it, what is only possible on lines of its own."""
    counts: dict[tuple[str, bool], int] = {}
    for row in memberships:
        if row.country_id:
            key = (row.status, bool(row.is_possible))
            counts[key] = counts.get(key, 0) + 1
    keys = []
    for status in MembershipStatus:
        if count := counts.get((status, False)):
            keys.append(Key(style_of(status), PLURALS[status], count))
        if count := counts.get((status, True)):
            label = _("%(status)s, possibly") % {"status": PLURALS[status]}
            keys.append(Key(f"{style_of(status)} possible", label, count))
    return keys


def _summary(
    memberships: Sequence[Membership],
    ground: Mapping[int, Shown],
    drawn: Sequence[tuple[Area, Membership, Country | None]],
    view: Box,
    moment: Moment,
) -> str:
    """Say in words what the map shows, what it cannot show, and what it shows in place of what."""
    countries = [row for row in memberships if row.country_id]
    day = spoken_day(moment.effective)
    parts = [
        ngettext("%(day)s: %(count)s country.", "%(day)s: %(count)s countries.", len(countries))
        % {"day": day, "count": len(countries)}
    ]
    if others := len(memberships) - len(countries):
        parts.append(
            ngettext(
                "%(count)s member organisation is not on the map.",
                "%(count)s member organisations are not on the map.",
                others,
            )
            % {"count": others}
        )
    if absent := [str(row.country) for row in countries if not ground[row.country_id].areas]:
        parts.append(_("Without an area on the map: %(names)s.") % {"names": _list(absent)})
    followed: dict[str, list[str]] = {}
    for _area, row, successor in drawn:
        if successor:
            followed.setdefault(str(row.country), []).append(str(successor))
    for country, successors in followed.items():
        parts.append(
            pgettext("map", "%(country)s is shown by the areas of its successors: %(successors)s.")
            % {"country": country, "successors": _list(sorted(set(successors), key=alphabetical))}
        )
    zoom = 1000 / view.width
    if any(area.is_small(zoom) for area, _row, _successor in drawn):
        parts.append(_("A circle marks an area that is too small to see."))
    if any(row.is_possible for row in countries):
        parts.append(_("Pale: the dates are known only in part, so it is not certain for this day."))
    return " ".join(parts)


def _list(names: Iterable[Any]) -> str:
    return ", ".join(dict.fromkeys(map(str, names)))
