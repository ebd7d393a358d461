"""Saying that a fact is written somewhere, and that somebody has looked whether it is."""

import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.reasons import give_reason, say_reason
from apps.core.spans import today
from apps.core.versions import lock

from .choices import SourceKind
from .facts import Fact
from .models import Citation, Source

CHECKED = "checked_against_source"  # why, in the history of a citation
say_reason(CHECKED, _("checked against the source"))
KAZAKH_LETTERS = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
LETTERS = re.compile(r"[^\W\d_]")
OFFICIAL = re.compile(r"(^|\.)(int|mil|gov|un\.org|europa\.eu|akorda\.kz)(\.[a-z]{2})?$")
ENCYCLOPAEDIAS = ("wikipedia.org", "britannica.com")
MOST_TRIES = 2


@transaction.atomic
def check(user: AbstractUser, keys: Collection[int]) -> list[Citation]:
    """Note that somebody has compared citations with their sources today, and nothing else; return those noted.

    What was checked today already stays as it is.
    """
    day = today()
    found = [citation for citation in lock(Citation, keys) if citation.verified_on != day]
    for citation in found:
        _sign(citation, user, CHECKED)
        citation.save(update_fields=["verified_on", "verified_by"])
    return found


@transaction.atomic
def cite(facts: Iterable[Fact], source: Source, locator: str, user: AbstractUser, reason: str = "") -> None:
    """Note that facts are written in a source, checked today. A citation that says so already is checked anew."""
    facts = list(facts)
    there = Citation.objects.of_records({fact.record for fact in facts})
    there = there.filter(source=source, locator=locator, contradicts=False)
    held = lock(Citation, there.order_by().values("pk"))  # of each, nothing else is written
    known = {
        (one.content_type_id, one.object_id, one.field): one
        for one in sorted(held, key=lambda one: (one.position, one.pk), reverse=True)
    }
    for record, field in facts:
        key = (ContentType.objects.get_for_model(record).pk, record.pk, field)
        if citation := known.get(key):
            _sign(citation, user, reason)
            citation.save(update_fields=["verified_on", "verified_by"])
            continue
        citation = Citation(source=source, content_type_id=key[0], object_id=record.pk, field=field, locator=locator)
        _sign(citation, user, reason)
        citation.save()


def _sign(citation: Citation, user: AbstractUser, reason: str) -> None:
    citation.verified_on, citation.verified_by = today(), user
    give_reason(citation, reason)


# ---- a source that is known by its address only


def known_at(url: str) -> Source | None:
    """Return the source at an address, with or without the last slash."""
    return Source.objects.filter(url__in={url, url.rstrip("/"), f"{url.rstrip('/')}/"}).order_by("pk").first()


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def source_at(url: str, title: str, reason: str = "") -> tuple[Source, bool]:
    """Return the source at an address, and whether it had to be made. What it is, is a modest guess."""
    if source := known_at(url):
        return source, False
    language = language_of(title)
    for tries in range(MOST_TRIES):
        source = Source(url=url, kind=kind_of(url), language=language, accessed=today())
        setattr(source, f"title_{language or get_language()}", title)
        source.full_clean()  # makes the key
        give_reason(source, reason)
        try:
            with transaction.atomic():
                source.save()
            break
        except IntegrityError:  # somebody else took the key at this moment
            if tries + 1 == MOST_TRIES:
                raise
    return source, True


def kind_of(url: str) -> str:
    host = host_of(url)
    if host.endswith(ENCYCLOPAEDIAS):
        return SourceKind.ENCYCLOPAEDIA
    return SourceKind.OFFICIAL if OFFICIAL.search(host) else SourceKind.PRESS


def language_of(title: str) -> str:
    """Guess by the letters: Kazakh has its own, Latin ones are English; Cyrillic without Kazakh ones is left open."""
    if KAZAKH_LETTERS.search(title):
        return "kk"
    letters = LETTERS.findall(title)
    return "en" if letters and all(letter.isascii() for letter in letters) else ""
