"""Who holds a post at a moment, and whether it stands vacant: asked of its tenures.

Beneath the models, so that a `Post` can be asked by the apps below too (the structure of an organisation).
"""

from collections.abc import Iterable
from typing import Any

HELD, VACANT, UNKNOWN = "held", "vacant", "unknown"


def holders_on(tenures: Iterable[Any], moment: Any) -> list[Any]:
    """Return who held the post at the moment; where that is only possible, the tenure says so (`is_possible`)."""
    holders = []
    for tenure in tenures:
        if (certain := tenure.span.holds(moment.day, moment.today)) is not None:
            tenure.is_possible = not certain
            holders.append(tenure)
    return holders


def state_of(tenures: Iterable[Any], moment: Any, complete: bool) -> str:
    """Return `held`, `vacant` (the last holder had certainly left) or `unknown`.

    Where not all holders are recorded (`Post.holders_complete`), a gap in the record says nothing of the post.
    """
    spans = [tenure.span for tenure in tenures]
    if any(span.holds(moment.day, moment.today) is not None for span in spans):
        return HELD
    if not complete:
        return UNKNOWN
    before = [span for span in spans if span.possible_from <= moment.effective]
    left = before and all(span.end and span.end.latest <= moment.effective for span in before)
    return VACANT if left else UNKNOWN
