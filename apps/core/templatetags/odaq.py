"""What templates say in our own words. Loaded everywhere (see `builtins` in the settings)."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.staticfiles import finders
from django.db import models
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from apps.core import markup, numbers
from apps.core.dates import MONTHS, PartialDate, language_or_active, spoken_day
from apps.core.languages import language_name
from apps.core.naming import SlugField
from apps.core.reasons import reason_in_words
from apps.core.spans import Span
from apps.core.translations import Text, other_language, translation

register = template.Library()

WEEKDAYS = {
    "kk": "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
SHORT_WEEKDAYS = {"kk": "дс сс ср бс жм сб жс".split(), "en": "Mon Tue Wed Thu Fri Sat Sun".split()}


@register.filter
def change_reason(reason: str) -> str:
    """Say in words why a record was changed, where a command of ours has written it down."""
    return reason_in_words(reason) if reason else reason


@register.filter
def spoken(value: PartialDate | Span | dt.date | None) -> str:
    """Read a date or a span aloud in the active language."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()  # the day in Almaty
    return spoken_day(value) if isinstance(value, dt.date) else value.spoken()


@register.simple_tag
def marks_of_value(field: AdminReadonlyField) -> SafeString | str:
    """Return the attributes that say whose words a value in the admin is: those of a language, or of none."""
    name = field.field["field"]
    known = isinstance(name, str) and name in {one.name for one in field.model_admin.opts.get_fields()}
    shown = field.model_admin.opts.get_field(name) if known else None
    if language := getattr(shown, "language", ""):
        return format_html(' lang="{}"', language)
    return SafeString(' translate="no"') if isinstance(shown, SlugField | models.URLField) else ""


@register.filter
def written(value: float) -> str:
    """Write a number with the separators of the active language. (A year is not such a number.)"""
    return numbers.written(value)


@register.filter
def marked(text: Text, html: str | SafeString | None = None) -> SafeString | str:
    """Wrap a text that stands in for a missing translation, with its `lang` and a mark."""
    shown = text.text if html is None else html
    if not text.is_fallback:
        return shown
    return render_to_string("includes/_untranslated.html", {"text": shown, "language": text.language})


@register.simple_tag
def say(obj: models.Model | None, field: str = "name") -> SafeString | str:
    """Show a translated field; one that exists in the other language only is shown in it, marked."""
    return "" if obj is None else marked(translation(obj, field))


@register.simple_tag
def say_markdown(obj: models.Model, field: str = "description") -> SafeString | str:
    """Show a translated Markdown field as HTML, marked where it is in the other language."""
    text = translation(obj, field)
    if not text:
        return ""
    html = markup.markdown(text.text)
    if not text.is_fallback:
        return html
    return render_to_string("includes/_untranslated_block.html", {"html": html, "language": text.language})


@register.simple_tag
def name_in_other(obj: models.Model, field: str = "name") -> SafeString | str:
    """Show the name in the language that the page is not in, small, with its `lang`; nothing if it is the same."""
    here, other = translation(obj, field), translation(obj, field, other_language(), fallback=False)
    if not other or other.text == here.text:
        return ""
    return format_html('<span class="other-lang" lang="{}">{}</span>', other.language, other.text)


@register.filter
def languages(codes: str) -> str:
    """Name the languages of a field of ISO codes: «ағылшын тілі, француз тілі»."""
    return ", ".join(language_name(code) for code in (codes or "").split())


@register.filter
def language(code: str) -> str:
    return language_name(code) if code else ""


@register.filter
def plain(text: str) -> str:
    """Return the words of a Markdown text."""
    return markup.plain_text(str(text or ""))


@register.filter
def weekday(number: int) -> str:
    return WEEKDAYS[language_or_active(None)][number]


@register.filter
def short_weekday(number: int) -> str:
    return SHORT_WEEKDAYS[language_or_active(None)][number]


@register.filter
def month_name(number: int) -> str:
    return MONTHS[language_or_active(None)][number - 1]


@register.simple_tag(takes_context=True)
def carry(context: dict[str, Any], url: str) -> str:
    """Add the day that the page shows to a link, so that the reader stays on it."""
    moment = context.get("moment")
    if not moment or not moment.day:
        return url
    return f"{url}{'&' if '?' in url else '?'}on={moment.day.isoformat()}"


@register.simple_tag(takes_context=True)
def this_page_in(context: dict[str, Any], code: str, query: bool = True) -> str:
    """Return the address of this page in a language: the same path (and query, and day) behind its prefix."""
    request = context["request"]
    path = translate_url(request.get_full_path() if query else request.path, code)
    # A page that was not found has no name, but its address has a prefix all the same.
    if path.startswith((f"/{code}/", f"/{code}?")):
        return path
    prefix = f"/{get_language()}/"
    return f"/{code}/{path.removeprefix(prefix)}" if path.startswith(prefix) else f"/{code}/"


@register.simple_tag(takes_context=True)
def without_day(context: dict[str, Any]) -> str:
    """Return the address of this page as of today."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("on", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.simple_tag(takes_context=True)
def kept_query(context: dict[str, Any], *without: str) -> list[tuple[str, str]]:
    """Return the query as pairs for hidden inputs, some keys left out."""
    return [(k, v) for k, values in context["request"].GET.lists() if k not in without for v in values[:50]]


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], url: str) -> str:
    """Give a link the query of this page: the same filter and day, in another form."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return f"{url}?{query.urlencode()}" if query else url


@register.filter
def marks(citations: Any, field: str) -> list[Any]:
    """Return the citations behind one field of the page's record."""
    return citations.of_field(field) if citations else []


@register.filter
def marks_of(citations: Any, record: models.Model) -> list[Any]:
    """Return the citations behind one row of a table."""
    return citations.of_record(record) if citations else []


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show an icon of the sprite; it says nothing to a screen reader."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/icons.svg"), name)


@cache
def pictured() -> frozenset[str]:
    """Return the codes of the flags that weigh much less as a small picture than as a drawing."""
    return frozenset(path.stem for path in Path(finders.find("vendor/flags/small")).glob("*.webp"))


@register.simple_tag
def flag(country: models.Model | None, size: str = "") -> SafeString | str:
    """Show a country's flag, which only decorates its name; an empty place where there is none."""
    code = getattr(country, "flag", "")
    if not code:
        return format_html('<span class="flag{}" aria-hidden="true"></span>', f" {size}" if size else "")
    width, height = (64, 48) if size else (24, 18)
    return format_html(
        '<img class="flag{}" src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">',
        f" {size}" if size else "",
        static(f"vendor/flags/small/{code}.webp" if code in pictured() else f"vendor/flags/4x3/{code}.svg"),
        width,
        height,
    )


@register.inclusion_tag("includes/_marks.html")
def source_marks(citations: list[Any]) -> dict[str, Any]:
    """Show the numbers of sources, each a link to the list of sources; and beside the fact, what contradicts it."""
    contradictions = [citation for citation in citations if citation.contradicts]
    return {
        "marks": numbered(citation for citation in citations if not citation.contradicts),
        "conflicts": list({id(citation.conflict): citation.conflict for citation in contradictions}.values()),
    }


@register.filter
def numbered(citations: Iterable[Any]) -> list[tuple[int, str]]:
    """Return the numbers of the sources, each with the keys under which the list of sources says it in words."""
    found: dict[int, dict[int, None]] = {}
    for citation in citations:
        found.setdefault(citation.number, {})[citation.said_by] = None
    return [(number, " ".join(map(str, found[number]))) for number in sorted(found)]
