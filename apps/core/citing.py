"""How to cite a page: GOST R 7.0.100, APA 7, BibTeX, RIS.

A page shows its facts as on a day, so a citation names that day, and its address always leads to it.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from .dates import MONTHS, language_or_active, spoken_day

TYPES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def _in_figures(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


def _month_first(day: dt.date) -> str:
    """Write a day as APA does in English: “November 23, 2026”; in Kazakh as it is said."""
    if language_or_active(None) == "kk":
        return spoken_day(day)
    return f"{MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


def _year_first(day: dt.date) -> str:
    """Write a day as APA dates a page: “2026, November 20”, «2026, 20 қараша»."""
    month = MONTHS[language_or_active(None)][day.month - 1]
    return f"{day.year}, {day.day} {month}" if language_or_active(None) == "kk" else f"{day.year}, {month} {day.day}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A page as it can be cited, in the language in which it is read."""

    key: str  # also the name of its files
    title: str
    address: str  # whole, with the day
    day: dt.date  # as on which the page shows its facts
    accessed: dt.date
    changed: dt.date | None = None  # None: the page has no record of its own
    bib_url: str = ""
    ris_url: str = ""

    @property
    def gost(self) -> str:
        """A part of a site, by GOST R 7.0.100-2018: areas with a dash between them."""
        areas = [
            f"{self.title.rstrip('.')}.",
            _("Text : electronic // Odaq : electronic resource."),
            f"{self.changed.year}." if self.changed else "",
            _("As on %(day)s") % {"day": _in_figures(self.day)} + ".",
            _("Updated: %(day)s") % {"day": _in_figures(self.changed)} + "." if self.changed else "",
            _("URL: %(address)s (date of access: %(day)s).")
            % {"address": self.address, "day": _in_figures(self.accessed)},
        ]
        return " – ".join(area for area in areas if area)

    @property
    def apa_before(self) -> str:
        """What stands before the title, which APA sets in italics."""
        year = _year_first(self.changed) if self.changed else _("n.d.")
        return _("Odaq") + f". ({year})."

    @property
    def apa_after(self) -> str:
        says = {"day": _month_first(self.accessed), "address": self.address}
        return f"[{self.as_on}]. " + _("Retrieved %(day)s, from %(address)s") % says

    @property
    def apa(self) -> str:
        return f"{self.apa_before} {self.title} {self.apa_after}"

    @property
    def as_on(self) -> str:
        return _("As on %(day)s") % {"day": spoken_day(self.day)}

    @property
    def bibtex(self) -> str:
        fields = {
            "author": "{{" + _latex(_("Odaq")) + "}}",  # twice: a name that is not to be taken apart
            "title": "{{" + _latex(self.title) + "}}",
            "year": f"{{{self.changed.year}}}" if self.changed else "",
            "month": f"{self.changed:%m}".lstrip("0") if self.changed else "",
            "note": f"{{{_latex(self.as_on)}}}",
            "howpublished": f"{{\\url{{{self.address}}}}}",
            "url": f"{{{self.address}}}",
            "urldate": f"{{{self.accessed.isoformat()}}}",
            "language": "{kazakh}" if language_or_active(None) == "kk" else "{english}",
        }
        lines = [f"  {name:<12} = {value}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("AU", _("Odaq")),
            ("TI", self.title),
            ("PB", _("Odaq")),
            ("PY", f"{self.changed.year}" if self.changed else ""),
            ("DA", f"{self.changed:%Y/%m/%d}" if self.changed else ""),
            ("Y2", f"{self.accessed:%Y/%m/%d}"),
            ("UR", self.address),
            ("LA", language_or_active(None)),
            ("N1", self.as_on),
        ]
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
        return "\r\n".join([*lines, "ER  - ", ""])


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _latex(text: str) -> str:
    return _one_line(text).translate(_LATEX)


def key_of(path: str, day: dt.date, asked: Sequence[str] = ()) -> str:
    """Return the key of a page: `odaq-nato-members-1955-05-09` for `/en/organizations/nato/members/`.

    `asked` are the words of a query that make another page of it: `odaq-matrix-europe-1955-05-09`.
    """
    _language, *parts = path.strip("/").split("/")
    words = parts[1:] or parts or ["home"]
    return "-".join(["odaq", *words, *asked, day.isoformat()])


def reference_response(reference: Reference, form: str) -> HttpResponse:
    """Return a reference as a file for a program that keeps them."""
    text = reference.bibtex if form == "bib" else reference.ris
    response = HttpResponse(text, content_type=f"{TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{reference.key}.{form}"'
    return response
