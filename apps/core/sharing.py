"""What a page tells those who link to it: title, description, languages, picture, data, and how to cite it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import is_valid_path, translate_url
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst, slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import linked_data
from .cards import HEIGHT, WIDTH, Card, card_of_the_site
from .citing import Reference, key_of
from .filters import Moment
from .markup import plain_text
from .translations import LANGUAGES, other_language, translation

LOCALES = {"kk": "kk_KZ", "en": "en_GB"}
MOST_WORDS = 6  # of a query, in the key of a reference
DESCRIPTION = 160  # so many letters of it are shown elsewhere


def described(text: str, most: int = DESCRIPTION) -> str:
    """Return the words of a text, cut after a whole one where they are too many."""
    text = plain_text(text)
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0].rstrip(' ,;:–(')}…"


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands in the head of a page."""

    title: str
    description: str
    kind: str  # website, article, profile
    canonical: str  # the address of the page, whatever day or order its reader chose
    address: str  # the same, with the day
    versions: list[tuple[str, str]]  # its languages with their addresses
    image: str
    image_alt: str
    data: SafeString

    width = WIDTH
    height = HEIGHT

    @property
    def locale(self) -> str:
        return LOCALES[get_language()]

    @property
    def other_locale(self) -> str:
        return LOCALES[other_language()]


class SharedPage:
    """The part of a page's view that speaks to the world outside. Mixed into `PageView`."""

    request: HttpRequest
    moment: Moment
    form: str

    description: Any = ""  # of the page, for search engines; empty: that of the site
    shared_kind = "website"
    own_keys: tuple[str, ...] = ()  # of the query: with these it is another page, not this one in another order
    is_cited = False  # it shows how to cite it: its facts are those of a day

    @classmethod
    def shared_forms(cls) -> tuple[str, ...]:
        """Return the endings under which the page has other forms because of what it is: see `renditions.routes`."""
        return ("bib", "ris") if cls.is_cited else ()

    def get_full_title(self) -> Any:
        """Return what the page is called where it stands among pages of other sites."""
        return self.get_title()

    def get_cited_title(self) -> Any:
        return self.get_full_title()

    def get_description(self) -> Any:
        return self.description or _(
            "International organisations, their bodies, members, people, events and documents: each fact with its date "
            "and its source."
        )

    def get_image(self) -> tuple[str, str]:
        """Return the path of the picture beside a link, and its words."""
        return static(f"img/card-{get_language()}.png"), _("Odaq: %(words)s") % {"words": card_of_the_site().name}

    is_of_one_day = True  # what it says of itself does not name its day already

    def get_linked_data(self) -> list[linked_data.Node | None]:
        """Return what the page says, as nodes of schema.org."""
        return [linked_data.breadcrumbs(self.get_trail(), self.canonical, self.absolute)]

    @property
    def absolute(self) -> linked_data.Absolute:
        return self.request.build_absolute_uri

    @cached_property
    def path(self) -> str:
        """The path of the page itself, also where another form of it is asked for."""
        return f"{self.request.path.removesuffix(f'.{self.form}')}/" if self.form else self.request.path

    def address_with(self, path: str, **query: str) -> str:
        """Return a whole address with the part of the query that makes this page another."""
        asked = self.request.GET.copy()
        for key in [key for key in asked if key not in self.own_keys]:
            del asked[key]
        asked.update(query)
        return self.absolute(f"{path}?{asked.urlencode()}" if asked else path)

    @cached_property
    def canonical(self) -> str:
        return self.address_with(self.path)

    @property
    def day_query(self) -> dict[str, str]:
        return {"on": self.moment.day.isoformat()} if self.moment.day else {}

    def get_shared(self) -> Shared:
        title, description = str(self.get_full_title()), str(self.get_description())
        if self.moment.day and self.is_of_one_day:
            title = f"{title} ({self.moment.spoken})"
            description = _("As on %(day)s") % {"day": self.moment.spoken} + f". {description}"
        versions = [(code, self.address_with(translate_url(self.path, code))) for code in LANGUAGES]
        # A page has no address without a language; who reads neither is led to the site's first language, as at `/`.
        versions.append(("x-default", dict(versions)[settings.LANGUAGE_CODE]))
        image, image_alt = self.get_image()
        return Shared(
            title=title,
            description=described(description),
            kind=self.shared_kind,
            canonical=self.canonical,
            address=self.address_with(self.path, **self.day_query),
            versions=versions,
            image=self.absolute(image),
            image_alt=image_alt,
            data=linked_data.document(self.get_linked_data()),
        )

    def get_changed(self) -> Any:
        """Return the day on which what the page shows was last changed, if one record stands behind it."""
        return None

    def get_own_words(self) -> list[str]:
        """Return what in the query makes this page another, as words that may stand in the name of a file."""
        asked = self.request.GET
        words = [slugify(value) for key in self.own_keys for value in asked.getlist(key)]
        return [word for word in words if word][:MOST_WORDS]

    def get_reference(self) -> Reference | None:
        day = {"on": self.moment.effective.isoformat()}
        stem = self.path.rstrip("/")
        files = {form: f"{stem}.{form}" for form in ("bib", "ris") if is_valid_path(f"{stem}.{form}")}
        return Reference(
            key=key_of(self.path, self.moment.effective, self.get_own_words()),
            title=str(self.get_cited_title()),
            address=self.address_with(self.path, **day),
            day=self.moment.effective,
            accessed=self.moment.today,
            changed=self.get_changed(),
            **{f"{form}_url": self.address_with(path, **day) for form, path in files.items()},
        )


class SharedRecord(SharedPage):
    """The same, where one record stands behind the page. Mixed into `RecordView`."""

    shared_kind = "article"
    is_cited = True
    tab_title: Any = ""  # of one of several pages of the record; empty: its first
    tab_description: Any = ""  # with a place for the name of the record

    @classmethod
    def shared_forms(cls) -> tuple[str, ...]:
        return super().shared_forms() if cls.tab_title else ("png", *super().shared_forms())

    def get_kind(self) -> list[str]:
        """Say what the record is, in a word or two: an organisation, a military-political one."""
        words = [str(capfirst(self.record._meta.verbose_name))]
        return [*words, str(self.record.get_kind_display())] if hasattr(self.record, "kind") else words

    def get_facts(self) -> list[str]:
        """Return the main facts, each in a few words, the first the most telling: for its card and description."""
        return []

    def get_description(self) -> str:
        """Return the summary of the record; where there is none in this language, its main facts."""
        if self.tab_description:
            return self.tab_description % {"name": self.record}
        if summary := translation(self.record, "summary", fallback=False):
            return summary.text
        parts = [f"{self.get_cited_title()}: {', '.join(self.get_kind())}", "; ".join(self.get_facts())]
        return f"{'. '.join(part for part in parts if part).rstrip('.')}."

    def get_card(self) -> Card:
        record = self.record
        short = translation(record, "abbreviation").text if hasattr(record, "abbreviation") else ""
        return Card(
            kind=" · ".join(self.get_kind()),
            name=str(record),
            short=short if short != str(record) else "",
            facts=tuple(self.get_facts()),
            day=_("As on %(day)s") % {"day": self.moment.spoken} if self.moment.day else "",
        )

    def get_image(self) -> tuple[str, str]:
        query = f"?on={self.moment.day.isoformat()}" if self.moment.day else ""
        return f"{self.record.get_absolute_url().rstrip('/')}.png{query}", str(self.get_cited_title())

    def get_data(self) -> linked_data.Node | None:
        """Return the record as a node of schema.org."""
        return None

    def get_linked_data(self) -> list[linked_data.Node | None]:
        data = self.get_data()
        page = linked_data.node(
            "WebPage",
            **{"@id": self.canonical},
            url=self.canonical,
            name=str(self.get_full_title()),
            inLanguage=get_language(),
            dateModified=self.record.updated_at.isoformat(timespec="seconds"),
            mainEntity={"@id": data["@id"]} if data else None,
        )
        return [page, data, *super().get_linked_data()]

    def get_changed(self) -> Any:
        return localdate(self.record.updated_at)
