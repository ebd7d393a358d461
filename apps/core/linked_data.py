"""The facts of a page as data that other programs read: JSON-LD in the words of schema.org.

Each app says this of its own nouns (`sharing.py`); here is what they have in common. A date is written as far as it
is known, and not at all where it is uncertain: schema.org has no word for "about".
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation as languages
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .dates import PartialDate
from .names import names_of
from .translations import LANGUAGES, stored, translation

Node = dict[str, Any]
Absolute = Callable[[str], str]  # a path to a whole address

# In a script element these could end it, or begin a comment.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def node(kind: str, **properties: Any) -> Node:
    """Return a node with the properties that are known."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [], {})}}


def date(value: PartialDate | None) -> str:
    """Write a day, a month or a year as ISO 8601; nothing where it is unknown, uncertain or known by decade only."""
    return str(value) if value and not value.mark and value.years == 1 else ""


def identity(record: models.Model, absolute: Absolute) -> str:
    """Return what identifies the thing itself: one address, whatever the language of the page."""
    with languages.override(settings.LANGUAGE_CODE):
        return f"{absolute(record.get_absolute_url())}#it"


def brief(kind: str, record: models.Model, absolute: Absolute, **properties: Any) -> Node:
    """Return a node that only names a record which has a page of its own."""
    url = absolute(record.get_absolute_url())
    name = stored(record, "name").text  # what it is called today: the thing is the same, whatever day a page shows
    return node(kind, **{"@id": identity(record, absolute)}, name=name, url=url, **properties)


def thing(kind: str, record: models.Model, absolute: Absolute, **properties: Any) -> Node:
    """Return a node for the record of a page: with all its names."""
    summary = translation(record, "summary", fallback=False).text if hasattr(record, "summary") else ""
    return brief(kind, record, absolute, alternateName=other_names(record), description=summary, **properties)


def other_names(record: models.Model) -> list[str]:
    """Return all names but the one in the language of the page, each once."""
    return list(dict.fromkeys(name.text for name in names_of(record) if name.text != stored(record, "name").text))


def public(records: Iterable[models.Model | None]) -> list[models.Model]:
    """Return those of some related records that a page may name."""
    return [record for record in records if record is not None and record.is_published]


def brief_if_public(kind: str, record: models.Model | None, absolute: Absolute) -> Node | None:
    """Return a node that names a related record; nothing where there is none that a page may name."""
    return brief(kind, record, absolute) if public([record]) else None


def website(absolute: Absolute, home: str, search: str = "") -> Node:
    """Return the site itself; `search` is the path of its search page, if it has one."""
    action = node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=f"{absolute(search)}?q={{search_term_string}}"),
        **{"query-input": "required name=search_term_string"},
    )
    return node(
        "WebSite",
        name=_("Odaq"),
        url=absolute(home),
        inLanguage=list(LANGUAGES),
        potentialAction=action if search else None,
    )


def breadcrumbs(trail: Iterable[Any], address: str, absolute: Absolute) -> Node | None:
    """Return the trail of a page; its last step is the page itself. Steps that lead nowhere are left out."""
    *above, last = [*trail] or [None]
    if not above:
        return None
    steps = [(str(crumb.label), absolute(crumb.url)) for crumb in above if crumb.url] + [(str(last.label), address)]
    items = [node("ListItem", position=at, name=name, item=url) for at, (name, url) in enumerate(steps, 1)]
    return node("BreadcrumbList", itemListElement=items)


def document(nodes: Iterable[Node | None]) -> SafeString:
    """Return nodes as the text of a script element of type `application/ld+json`."""
    graph = {"@context": "https://schema.org", "@graph": [one for one in nodes if one]}
    return mark_safe(json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
