"""What a reader sees or hears of a page, in which language; and the walk that looks at every page for it.

Whether a word is the portal's own or quoted is said by the page itself: a quotation bears another `lang`, a code is
`<code>` or `translate="no"`. What is left must be in the language of the page. Names and titles need no exception where
the records of a test bear them in both languages, each in its own script.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NOT_SAID = frozenset("script style code kbd samp textarea".split())
SAID_ATTRIBUTES = frozenset(
    "alt title placeholder label aria-label aria-description aria-roledescription aria-valuetext "
    # what the scripts say: the heads of stacked tables, the copying of a reference, the tree, the suggestions
    "data-label data-copy data-copied data-open-all data-close-all data-placeholder".split()
)
SAID_METAS = frozenset("description og:title og:description og:site_name og:image:alt twitter:title".split())
BUTTONS = frozenset("submit button reset".split())
SAID_BY_FORMSETS = frozenset("addText deleteText".split())

# Addresses, names of files and e-mail addresses are the same in every language.
NO_WORDS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|[\w./-]*\.(?:csv|svg|png|bib|ris|ics|json|pdf|html|css|js)\b"
    r"|\b[A-Z]{2,3}\b|\bUTF-8\b|\b\w*[0-9_]\w*\b|\w*\*{3,}"  # codes and abbreviations: KZ, CSV, md5, Ab***
    r"|#[0-9a-f]{3,6}\b|(?<![\w.])\.[a-z][\w-]*(?:\.[a-z][\w-]*)*"  # of the style page: colours and classes
)
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’]+")
KAZAKH = re.compile(r"[Ѐ-ӿ]+")
# Names that Kazakh writes in Latin letters too: of formats, of standards, of keys.
NAMES = frozenset(
    "BibTeX JSON LDAP TOTP Markdown JavaScript cookie "  # of formats and techniques
    "Control Command Mac "  # of keys, as the keyboard has them
    "kk en ru fr kz".split()  # codes of languages and flags, given as examples
)


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text, the language it is marked with, where it stands, and what its reader has asked."""

    text: str
    language: str
    place: str
    asked: tuple[str, ...] = ()

    def foreign(self) -> list[str]:
        """Return the words that are not in the script of the language."""
        text = NO_WORDS.sub(" ", self.text)
        for words in self.asked:
            text = text.replace(words, " ")
        if self.language == "en":
            return KAZAKH.findall(text)
        return [word for word in ENGLISH.findall(text) if word not in NAMES]


class Page(HTMLParser):
    """Reads a page (or a piece of one, in the language of its reader) and keeps what is said in that language."""

    def __init__(self, html: str, language: str, asked: Iterable[str] = ()) -> None:
        """Read the page that answers a query; what was `asked` are the reader's own words."""
        super().__init__(convert_charrefs=True)
        self.language = language
        asked = [words for words in asked if words.strip()]
        self.asked = (*asked, *(word for words in asked for word in words.split() if len(word) > 2))
        self.open: list[tuple[str, str, bool]] = []  # element, its language, whether its text is said
        self.said: list[Said] = []
        self.links: list[str] = []
        self.fields: list[str] = []  # names of the controls of its forms
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        _tag, language, is_said = self.open[-1] if self.open else ("", self.language, True)
        language = attrs.get("lang", attrs.get("xml:lang", language))
        is_said = is_said and attrs.get("translate") != "no"
        if is_said:
            for name, text in self.attributes_said(tag, attrs):
                self.keep(text, language, f"<{tag} {name}>")
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        if tag in ("input", "select", "textarea") and attrs.get("name"):
            self.fields.append(attrs["name"])
        if tag not in VOID:
            self.open.append((tag, language, is_said and tag not in NOT_SAID))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _language, _is_said in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, text: str) -> None:
        tag, language, is_said = self.open[-1] if self.open else ("", self.language, True)
        if is_said:
            self.keep(text, language, f"<{tag}>")

    def attributes_said(self, tag: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
        yield from ((name, attrs[name]) for name in SAID_ATTRIBUTES & attrs.keys())
        if tag == "input" and attrs.get("type") in BUTTONS:
            yield "value", attrs.get("value", "")
        if tag == "meta" and {attrs.get("name"), attrs.get("property")} & SAID_METAS:
            yield "content", attrs.get("content", "")
        if attrs.get("data-inline-formset"):
            options = json.loads(attrs["data-inline-formset"])["options"]
            yield from ((name, options[name]) for name in SAID_BY_FORMSETS & options.keys())

    def keep(self, text: str, language: str, place: str) -> None:
        if language == self.language and text.strip():
            self.said.append(Said(" ".join(text.split()), language, place, self.asked))

    def faults(self) -> list[str]:
        """Return what is not in the language of the page, each once."""
        found = (f"{said.place} {said.text!r}: {', '.join(words)}" for said in self.said if (words := said.foreign()))
        return list(dict.fromkeys(found))


NOT_WALKED = re.compile(r"\.(?:png|bib|ris)$")  # pictures, and references in formats that have no language


class Walk:
    """Goes from page to page and remembers what is wrong there, and which routes of the site it has seen."""

    def __init__(self, client: Client, language: str) -> None:
        self.client, self.language = client, language
        client.cookies["odaq_language"] = language
        self.faults: dict[str, str] = {}  # a fault and the first place that has it
        self.routes: set[str] = set()
        self.pages: dict[str, Page] = {}

    def read(self, response: HttpResponse, place: str) -> Page:
        """Look at an answer; of a table only the heads are the portal's words."""
        if response.status_code not in (400, 404) and response.resolver_match:
            self.routes.add(response.resolver_match.route)
        text = b"".join(response).decode("utf-8-sig")
        if response.get("Content-Type", "").startswith("text/csv"):
            text = text.split("\n", 1)[0].replace("<", "")
        page = Page(text, self.language, asked=[value for _key, value in parse_qsl(urlsplit(place).query)])
        for fault in page.faults():
            self.faults.setdefault(fault, place)
        return page

    def open(self, place: str, status: int = 200) -> Page:
        response = self.client.get(place, follow=True)
        assert response.status_code == status, place
        if status == 200:
            self.routes.add(get_resolver().resolve(urlsplit(place).path).route)  # also of a page that leads elsewhere
        return self.read(response, place)

    def post(self, place: str, data: dict[str, object] | None = None) -> HttpResponse:
        """Send a form, follow where it leads, and read what is said there."""
        response = self.client.post(place, data or {}, follow=True)
        self.read(response, f"{place} ← {data}")
        return response

    def crawl(self, places: Iterable[str]) -> None:
        """Read these pages and one of each kind of public page that they link to and that is not among them."""
        waiting = list(places)
        while waiting:
            place = waiting.pop(0)
            if place in self.pages:
                continue
            self.pages[place] = self.open(place)
            for link in self.pages[place].links:
                found = urljoin(place, link).split("#")[0]
                path = urlsplit(found).path
                is_page = path.startswith(f"/{self.language}/") and not NOT_WALKED.search(path)
                if is_page and get_resolver().resolve(path).route not in self.routes:
                    waiting.append(found)

    def report(self) -> list[str]:
        return [f"{place}: {fault}" for fault, place in self.faults.items()]


def routes(prefix: str) -> set[str]:
    """Return the routes of the site that begin so."""

    def every(patterns: Iterable, above: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = above + str(pattern.pattern).removeprefix("^" if above else "")
            if isinstance(pattern, URLResolver):
                yield from every(pattern.url_patterns, route)
            else:
                yield route

    return {route for route in every(get_resolver().url_patterns) if route.startswith(prefix)}
