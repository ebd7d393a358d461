"""The script that says what a partial date means reads as `apps/core/dates.py` does."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from apps.core.dates import PartialDate, spoken_range

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "js" / "partial-date.js"
LOAD = """source => {
    const module = { exports: {} };
    new Function("module", source)(module);
    window.read = module.exports.read;
}"""
DAYS = ("1949", "2004-10", "1949-04-04", "2000-02-29", "1900-02-28", "2004-01", "2003-12", "2003-12-31", "2004-01-01")
EDGES = ("0001", "0900", "9999", "9999-12", "0001-01-01", "01XX", "001X", "99XX", "999X")
READABLE = [day + mark for day in (*DAYS, "199X", "200X", "19XX", "20XX", *EDGES) for mark in ("", "~", "?", "%")]
TYPED = (
    "199x|199Х|The 1990's|1990-жылдары|1990–жылдар|1990-шы жылдары|1990-жж.|XX ғасырдың 90-жылдары|19xx|19ХХ?|"
    "20th century|the 21st c.|20-ғасыр|ХІХ ғ.|1949 ж.|2004 ж. қазан|Қазан 2004|2004 жылдың қазаны|oct 2004|May 2004|"
    "4 сәуір 1949|1949 жылдың 4 сәуірі|4 April 1949|April 4, 1949|1st Sep. 1991|c. 1900|circa 1900|~1994|"
    "шамамен 1994|about 1994 (uncertain)|about the 1990s|шамамен XX ғасыр (күмәнді)|  1949-04 |"
    "27.05.1994|7.4.2008|1949-4-4"
).split("|")
UNREADABLE = [
    *"1900-02-29 2004-13 2004-00 2004-04-00 2004-04-31 0000 31.02.1994 27.13.1994 1949-4 49 19490 1949-04-04x".split(),
    *"1949~? abc ٢٠٠٤ 2004- -2004 00XX 000X 1XXX 199X-04 199 19 1995s 0th IIX-ғасыр 101st-century".split(),
    *"0th century|101st century|IIX ғасыр|31 ақпан 2004|qazan 2004|about 1994~|0 ғасыр".split("|"),
]


@pytest.fixture
def read_by_script(page):
    """Return what the script makes of pairs of a text and a language, in a page of its own."""
    page.goto("data:text/html,<!doctype html><title>dates</title>")
    page.evaluate(LOAD, SCRIPT.read_text())
    return lambda texts: page.evaluate(
        "texts => texts.map(([text, language]) => window.read(text, language))", [list(pair) for pair in texts]
    )


def meaning(text, language):
    date = PartialDate.parse(text)
    if date.is_exact:
        return date.spoken(language)
    within = spoken_range(PartialDate.of(date.earliest), PartialDate.of(date.latest), language)
    if not date.mark and date.years == 1:  # the year has been said
        within = within.replace(f"{date.year} жылғы ", "").replace(f" {date.year}", "")
    return f"{date.spoken(language)} ({within}{' аралығы' if language == 'kk' else ''})"


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_script_says_what_the_portal_will_say(read_by_script, language):
    texts = [*READABLE, *TYPED]
    said = read_by_script([(text, language) for text in texts])
    assert said == [{"text": meaning(text, language), "isError": False} for text in texts]


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "2004 жылғы қазан (1–31 қазан аралығы)"), ("en", "October 2004 (1–31 October)")],
)
def test_a_month_is_said_with_its_days(read_by_script, language, said):
    assert read_by_script([("2004-10", language)])[0]["text"] == said


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_script_refuses_what_the_portal_refuses(read_by_script, language):
    for text in UNREADABLE:
        with pytest.raises(ValidationError):
            PartialDate.parse(text)
    said = read_by_script([(text, language) for text in UNREADABLE])
    assert all(entry["isError"] and entry["text"] for entry in said)


def test_the_script_says_nothing_of_an_empty_field(read_by_script):
    assert read_by_script([("", "kk"), ("  ", "en")]) == [{"text": "", "isError": False}] * 2
