"""How to cite a page, with the day that it shows."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine

from apps.core.citing import Reference
from tests import factories as f

pytestmark = pytest.mark.once

NOW = dt.datetime(2026, 11, 23, 20, 30, tzinfo=dt.UTC)  # in Almaty it is the 24th already
TODAY = "2026-11-24"

CITED = (
    "organizations/nato/",
    "organizations/nato/structure/",
    "organizations/nato/members/",
    "organizations/nato/people/",
    "organizations/nato/events/",
    "organizations/nato/documents/",
    "organizations/nato/bodies/council/",
    "members/belgium/",
    "members/eu/",
    "people/paul-henri-spaak/",
    "events/2008-bucharest-summit/",
    "documents/washington-treaty/",
    "terms/treaty/",
    "matrix/",
)


def cited(client, address):
    """Return the references of a page as a reader sees them, by name."""
    page = client.get(address).content.decode()
    box = re.search(r'<details class="cite".*?</details>', page, re.DOTALL)[0]
    rows = re.findall(r'<dt>(.*?)</dt><dd class="cite-text">(.*?)</dd>', box, re.DOTALL)
    return {name: unescape(re.sub(r"<[^>]+>", "", text)).strip() for name, text in rows}


@pytest.fixture
def changed(world):
    """The organisation, last changed on 20 November 2026."""
    from apps.organizations.models import Organization

    Organization.objects.filter(slug="nato").update(updated_at=dt.datetime(2026, 11, 20, 6, tzinfo=dt.UTC))
    return world["nato"]


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("path", CITED)
def test_a_page_of_facts_says_how_to_cite_it_and_has_its_files(client, world, language, path):
    stem = f"/{language}/{path}"
    with time_machine.travel(NOW):
        references = cited(client, f"{stem}?on=1999-01-01")
        today = cited(client, stem)
    assert list(references) == ["МЕМСТ" if language == "kk" else "GOST", "APA", "BibTeX", "RIS"]
    for text in references.values():
        assert f"http://testserver{stem}?on=1999-01-01" in text
    for text in today.values():
        assert f"http://testserver{stem}?on={TODAY}" in text
    for form, kind in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        response = client.get(f"{stem.rstrip('/')}.{form}?on=1999-01-01")
        assert response.status_code == 200
        assert response["Content-Type"] == f"{kind}; charset=utf-8"
        assert re.fullmatch(
            rf'attachment; filename="odaq-[a-z0-9-]+-1999-01-01\.{form}"', response["Content-Disposition"]
        )
        assert f"http://testserver{stem}?on=1999-01-01" in response.content.decode()


def test_gost_in_kazakh(client, changed):
    with time_machine.travel(NOW):
        text = cited(client, "/kk/organizations/nato/members/?on=1955-05-09")["МЕМСТ"]
    assert text == (
        "Солтүстік Атлантикалық шарт ұйымы (НАТО). Мүшелер. – Мәтін : электрондық // Одақ : электрондық ресурс. – "
        "2026. – Мына күнгі жағдай: 09.05.1955. – Жаңартылған күні: 20.11.2026. – "
        "URL: http://testserver/kk/organizations/nato/members/?on=1955-05-09 (қаралған күні: 24.11.2026)."
    )


def test_gost_in_english(client, changed):
    with time_machine.travel(NOW):
        text = cited(client, "/en/organizations/nato/members/?on=1955-05-09")["GOST"]
    assert text == (
        "North Atlantic Treaty Organization (NATO). Members. – Text : electronic // Odaq : electronic resource. – "
        "2026. – As on 09.05.1955. – Updated: 20.11.2026. – "
        "URL: http://testserver/en/organizations/nato/members/?on=1955-05-09 (date of access: 24.11.2026)."
    )


def test_apa(client, changed):
    with time_machine.travel(NOW):
        english = cited(client, "/en/organizations/nato/")["APA"]
        kazakh = cited(client, "/kk/organizations/nato/")["APA"]
    assert english == (
        "Odaq. (2026, November 20). North Atlantic Treaty Organization (NATO) [As on 24 November 2026]. "
        f"Retrieved November 24, 2026, from http://testserver/en/organizations/nato/?on={TODAY}"
    )
    assert kazakh == (
        "Одақ. (2026, 20 қараша). Солтүстік Атлантикалық шарт ұйымы (НАТО) [Мына күнгі жағдай: 2026 жылғы 24 қараша]. "
        f"Қаралған күні: 2026 жылғы 24 қараша. http://testserver/kk/organizations/nato/?on={TODAY}"
    )


def test_bibtex(client, changed):
    with time_machine.travel(NOW):
        text = client.get("/en/organizations/nato/members.bib?on=1955-05-09").content.decode()
    assert text.startswith("@misc{odaq-nato-members-1955-05-09,\n")
    for line in (
        "  author       = {{Odaq}},",
        "  title        = {{North Atlantic Treaty Organization (NATO). Members}},",
        "  year         = {2026},",
        "  month        = 11,",
        "  note         = {As on 9 May 1955},",
        "  url          = {http://testserver/en/organizations/nato/members/?on=1955-05-09},",
        "  urldate      = {2026-11-24},",
    ):
        assert line in text.splitlines()
    assert text.endswith("\n}\n")


def test_ris(client, changed):
    with time_machine.travel(NOW):
        text = client.get("/kk/organizations/nato.ris").content.decode()
    assert text.split("\r\n") == [
        "TY  - ELEC",
        f"ID  - odaq-nato-{TODAY}",
        "AU  - Одақ",
        "TI  - Солтүстік Атлантикалық шарт ұйымы (НАТО)",
        "PB  - Одақ",
        "PY  - 2026",
        "DA  - 2026/11/20",
        "Y2  - 2026/11/24",
        f"UR  - http://testserver/kk/organizations/nato/?on={TODAY}",
        "LA  - kk",
        "N1  - Мына күнгі жағдай: 2026 жылғы 24 қараша",
        "ER  - ",
        "",
    ]


def test_what_means_something_to_bibtex_or_ris_is_only_text():
    day = dt.date(2026, 11, 24)
    reference = Reference("k", "A & B_{1} 50% #~^$\\\nER  - ", "http://testserver/", day, day)
    assert r"{{A \& B\_\{1\} 50\% \#\textasciitilde{}\textasciicircum{}\$\textbackslash{} ER -}}" in reference.bibtex
    assert reference.ris.count("\r\nER  - ") == 1


def test_the_choice_of_a_matrix_is_part_of_its_reference(client, world):
    text = cited(client, "/en/matrix/?organization=nato&sort=x&on=1955-05-09")["APA"]
    assert "http://testserver/en/matrix/?organization=nato&on=1955-05-09" in text


def test_a_comparison_is_cited_with_what_is_compared(client, world):
    query = "organization=nato&then=1949-04-04&on=1955-05-09"
    texts = cited(client, f"/en/compare/?{query}")
    assert "http://testserver/en/compare/?organization=nato&then=1949-04-04&on=1955-05-09" in texts["APA"]
    assert "@misc{odaq-compare-nato-1949-04-04-1955-05-09," in texts["BibTeX"]
    file = client.get(f"/kk/compare.ris?{query}")
    assert file.status_code == 200
    assert 'filename="odaq-compare-nato-1949-04-04-1955-05-09.ris"' in file["Content-Disposition"]


def test_a_question_without_an_answer_is_not_cited(client, world):
    assert 'class="cite"' not in client.get("/en/compare/").content.decode()
    assert client.get("/en/compare.bib").status_code == 404


def test_a_list_is_not_cited(client, world):
    assert 'class="cite"' not in client.get("/en/events/").content.decode()
    assert client.get("/en/events.bib").status_code == 404


def test_a_name_cannot_break_out_of_a_reference(client, db):
    f.EventFactory(slug="visit", name_en="<b>Visit</b>")
    page = client.get("/en/events/visit/").content.decode()
    assert "<b>Visit</b>" not in page
