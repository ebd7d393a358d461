"""The structure of an organisation at a moment: the tree of its bodies, and who leads each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates import PartialDate
from apps.core.figures import marked
from apps.core.filters import Moment
from apps.core.names import call_as_on
from apps.core.renditions import Table
from apps.core.spans import FOREVER
from apps.core.steps import Change, Steps
from apps.core.translations import LANGUAGES, translation

from .choices import Level
from .models import Body, Organization

NAMED = 3  # so many bodies are named where there are more


@dataclass(frozen=True, slots=True)
class Office:
    """A post that leads its place, or one that stands vacant: what the structure shows of the posts."""

    post: Any
    holders: list[Any]
    state: str  # held, vacant, unknown

    @property
    def is_vacant(self) -> bool:
        return self.state == "vacant"

    @property
    def says(self) -> str:
        """Say who holds it, in words that stand alone."""
        if self.holders:
            return ", ".join(_holder(tenure) for tenure in self.holders)
        return _("vacant") if self.is_vacant else _("no holder recorded")


def _holder(tenure: Any) -> str:
    marks = [pgettext("tenure", "acting")] if tenure.acting else []
    marks += [_("possibly")] if tenure.is_possible else []
    return f"{tenure.person} ({', '.join(marks)})" if marks else str(tenure.person)


@dataclass
class Node:
    body: Body
    children: list["Node"] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)

    def walk(self, depth: int = 1) -> Iterator[tuple[int, "Node"]]:
        """Go through the node and all beneath it, from the top, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def tree_of(bodies: Iterable[Body]) -> list[Node]:
    """Arrange bodies under each other, siblings in the order given.

    A body whose parent is not among them (it did not exist on that day, or is not public) stands at the top.
    """
    nodes = {body.pk: Node(body) for body in bodies}
    tops = []
    for node in nodes.values():
        parent = nodes.get(node.body.parent_id)
        (parent.children if parent else tops).append(node)
    return tops


def offices_of(posts: Iterable[Any], moment: Moment) -> dict[int | None, list[Office]]:
    """Return what the structure shows of posts, by the body they are in (None: the organisation itself)."""
    offices = defaultdict(list)
    for post in posts:
        office = Office(post, post.holders(moment), post.state(moment))
        if post.is_leading or office.is_vacant:
            offices[post.body_id].append(office)
    return offices


@dataclass
class Structure:
    """All public bodies of an organisation, and those of them that stand in the tree at the moment."""

    organization: Organization
    moment: Moment

    @cached_property
    def bodies(self) -> list[Body]:
        bodies = list(Body.objects.filter(organization=self.organization).for_tree())
        call_as_on(self.moment.day, bodies)
        return bodies

    @cached_property
    def shown(self) -> list[Body]:
        day, today = self.moment.day, self.moment.today
        if day and self.organization.span.holds(day, today) is None:
            return []  # a body whose beginning nobody wrote down is no older than its organisation
        shown = []
        for body in self.bodies:
            if (certain := body.span.holds(day, today)) is not None:
                body.is_possible = not certain
                shown.append(body)
        return shown

    @property
    def ended(self) -> list[Body]:
        """Return the former bodies, for today's page: on a day of theirs they stand in the tree."""
        if self.moment.day:
            return []
        shown = {body.pk for body in self.shown}
        return [body for body in self.bodies if body.has_ended and body.pk not in shown]

    @cached_property
    def steps(self) -> Steps:
        """Return the days on which the structure changed."""
        return Steps(changes_of(self.bodies), self.moment)

    @cached_property
    def _offices(self) -> dict[int | None, list[Office]]:
        # Rows of an app above, by their reverse name.
        posts = list(self.organization.posts.for_page(self.moment.day, self.moment.today))
        call_as_on(self.moment.day, (tenure.person for post in posts for tenure in post.shown_tenures))
        return offices_of(posts, self.moment)

    @property
    def offices(self) -> list[Office]:
        """Return the posts of the organisation itself."""
        return self._offices.get(None, [])

    @cached_property
    def tops(self) -> list[Node]:
        tops = tree_of(self.shown)
        for top in tops:
            for _depth, node in top.walk():
                node.offices = self._offices.get(node.body.pk, [])
        return tops

    def walk(self) -> Iterator[tuple[int, Node]]:
        for top in self.tops:
            yield from top.walk()

    @property
    def all_offices(self) -> list[Office]:
        """Return the posts of the organisation and of the bodies in the tree."""
        return [*self.offices, *(office for _depth, node in self.walk() for office in node.offices)]

    @property
    def vacancies(self) -> int:
        return sum(office.is_vacant for office in self.all_offices)

    @property
    def count_sentence(self) -> str:
        """Say how many bodies there certainly are, and how many more there may have been."""
        possible = sum(body.is_possible for body in self.shown)
        count = len(self.shown) - possible
        certain = ngettext("%(count)s body", "%(count)s bodies", count) % {"count": count}
        return (
            _("%(certain)s, and possibly %(count)s more") % {"certain": certain, "count": possible}
            if possible
            else certain
        )

    @cached_property
    def summary(self) -> str:
        """Say in a few sentences what the drawing shows."""
        if not self.tops:
            return ""
        tiers = max(depth for depth, _node in self.walk())
        parts = [
            _("%(bodies)s, %(tiers)s.")
            % {
                "bodies": self.count_sentence,
                "tiers": ngettext("%(count)s tier", "%(count)s tiers", tiers) % {"count": tiers},
            },
            self._at_the_top(),
            self._levels(),
            _("Vacant posts: %(count)s.") % {"count": self.vacancies} if self.all_offices else "",
        ]
        return " ".join(part for part in parts if part)

    def _at_the_top(self) -> str:
        return _("At the top: %(bodies)s.") % {"bodies": _listed([str(top.body) for top in self.tops])}

    def _levels(self) -> str:
        counts = [(level, sum(body.level == level for body in self.shown)) for level in Level]
        listed = ", ".join(f"{level.label} {count}" for level, count in counts if count)
        return _("Levels of representation: %(levels)s.") % {"levels": listed} if listed else ""


def _listed(names: list[str]) -> str:
    """List some names, and how many more there are."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:NAMED]), "count": len(names) - NAMED}


def changes_of(bodies: Iterable[Body]) -> list[Change]:
    """Return the days from which it is certain that a body began or had ended, each with their short names.

    A date that is known only in part is said as it is known: “1997: began: PfP”.
    """
    dated: dict[tuple[dt.date, PartialDate], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for body in bodies:
        if body.start:
            dated[body.certain_from, body.start][0].append(body.short_name)
        if body.end and body.possible_until < FOREVER:
            dated[body.possible_until, body.end][1].append(body.short_name)
    changes = []
    for (day, date), (begun, ended) in sorted(dated.items(), key=lambda item: item[0]):
        said = [_("began: %(names)s") % {"names": _listed(begun)}] if begun else []
        said += [_("ended: %(names)s") % {"names": _listed(ended)}] if ended else []
        changes.append(Change(day, f"{date.spoken()}: {'; '.join(said)}"))
    return changes


def table_of(structure: Structure) -> Table:
    """Return the tree as rows to download: the organisation first, then its bodies as the page has them."""
    organization = structure.organization
    headers = [
        *(_("Tier"), _("Under"), _("Name in Kazakh"), _("Name in English"), _("Abbreviation"), _("Kind")),
        *(_("Level of representation"), _("How it decides"), _("Chaired by")),
        *(_("Post"), _("Holder"), pgettext("of a post", "State")),
        *(_("Start"), _("End"), _("Ended on an unknown day"), _("Possibly")),
    ]

    def row(depth: int, above: Any, record: Any, offices: list[Office], is_possible: bool) -> list[Any]:
        is_body = isinstance(record, Body)
        states = {"held": pgettext("post", "filled"), "vacant": _("vacant"), "unknown": _("no holder recorded")}
        return [
            *(depth, above, *(translation(record, "name", code, fallback=False).text for code in LANGUAGES)),
            translation(record, "abbreviation").text,
            record.get_kind_display(),
            *((record.get_level_display(), record.get_decides_by_display()) if is_body else ("", "")),
            translation(record, "chaired_by").text if is_body else "",
            "; ".join(str(office.post) for office in offices),
            "; ".join(office.says if office.holders else "" for office in offices),
            "; ".join(states[office.state] for office in offices),
            *(marked(record.start), marked(record.end)),
            *(_("yes") if record.end_unknown else "", _("yes") if is_possible else ""),
        ]

    def rows() -> Iterator[list[Any]]:
        yield row(0, "", organization, structure.offices, False)
        above = {0: organization}
        for depth, node in structure.walk():
            above[depth] = node.body
            yield row(depth, above[depth - 1], node.body, node.offices, node.body.is_possible)

    return Table(f"{organization.slug}-structure", headers, rows())
