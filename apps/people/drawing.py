"""The holders of posts drawn as lines: tenure after tenure, what stood vacant hatched."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.figures import Axis, Key, Piece, Row, Timeline, fitting, marked, pieces_of
from apps.core.filters import Moment
from apps.core.renditions import Table
from apps.core.translations import translation
from apps.organizations.models import Organization

from .models import Tenure
from .tenures import Gap, PostLine, line_of

SIGNS = ("s-held", "s-held-2")  # by turns, so that one tenure is told from the next


def holders_over_time(organization: Organization, lines: Iterable[PostLine], moment: Moment) -> Timeline:
    """Draw each post that somebody held as one line of its tenures, the earliest at the left."""
    held = [line.post for line in lines if line.post.shown_tenures]
    axis = Axis.around((tenure.span for post in held for tenure in post.shown_tenures), moment.today)
    rows, gaps, acting = [], 0, 0
    for post in held:
        whole = line_of(post)[::-1]
        gaps += sum(isinstance(one, Gap) for one in whole)
        acting += sum(isinstance(one, Tenure) and one.acting for one in whole)
        rows.append(Row(str(post), list(_pieces(axis, whole, moment)), _note(post.shown_tenures)))
    legend = [Key("s-held", _("held"))]
    legend += [Key("s-acting", _("acting"))] if acting else []
    legend += [Key("gap", _("vacant"))] if gaps else []
    is_vague = any(piece.kind == "possible" for row in rows for piece in row.pieces)
    timeline = Timeline(
        name="holders",
        title=_("Posts and their holders over the years: %(organization)s") % {"organization": organization.short_name},
        legend=legend,
        axis=axis,
        rows=rows,
        day=moment.effective,
        bar_height=26,
    )
    timeline.summary = _summary(held, gaps, moment, is_vague, bool(timeline.day_x))
    return timeline


def _pieces(axis: Axis, whole: Iterable[Tenure | Gap], moment: Moment) -> Iterable[Piece]:
    turn = 0
    for one in whole:
        if isinstance(one, Gap):
            title = one.span.spoken() + ": " + _("vacant")
            for piece in pieces_of(axis, one.span, "gap", moment.today, title):
                yield Piece(piece.x, piece.width, "gap", "gap", title=title)
            continue
        style = "s-acting" if one.acting else SIGNS[turn % 2]
        turn += 1
        pieces = pieces_of(axis, one.span, style, moment.today, f"{one.person}: {one.span.spoken()}")
        name = translation(one.person, "family_name").text or str(one.person)
        widest = max(pieces, key=lambda piece: float(piece.width.rstrip("%")))
        for piece in pieces:
            fits = fitting(float(piece.width.rstrip("%")) / 100, name) if piece is widest else ""
            yield Piece(piece.x, piece.width, piece.kind, style, name if fits else "", fits, piece.title)


def _note(tenures: Sequence[Tenure]) -> str:
    people = len({tenure.person_id for tenure in tenures})
    return ngettext("%(count)s holder", "%(count)s holders", people) % {"count": people}


def _summary(held: Sequence, gaps: int, moment: Moment, is_vague: bool, is_marked: bool) -> str:
    tenures = sum(len(post.shown_tenures) for post in held)
    parts = [
        ngettext("%(count)s post.", "%(count)s posts.", len(held)) % {"count": len(held)},
        ngettext("%(count)s term of office.", "%(count)s terms of office.", tenures) % {"count": tenures},
        ngettext("The post stood vacant %(count)s time.", "Posts stood vacant %(count)s times.", gaps) % {"count": gaps}
        if gaps
        else "",
        _("A pale stretch means that the dates are known only in part.") if is_vague else "",
        _("The dashed line is the day shown: %(date)s.") % {"date": moment.spoken} if is_marked else "",
    ]
    return " ".join(part for part in parts if part)


def table_of_holders(name: str, lines: Iterable[PostLine]) -> Table:
    """Return every tenure and every gap of the posts as rows to download."""

    def rows():
        for line in lines:
            for one in line_of(line.post)[::-1]:
                vacant = isinstance(one, Gap)
                yield (
                    line.post,
                    line.post.body or "",
                    "" if vacant else one.person,
                    _("vacant") if vacant else _("acting") if one.acting else _("held"),
                    marked(one.span.start),
                    marked(one.span.end),
                    one.span.spoken(),
                )

    return Table(name, [_("Post"), _("Body"), _("Person"), _("State"), _("Start"), _("End"), _("In words")], rows())
