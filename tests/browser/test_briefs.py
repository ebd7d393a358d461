"""A brief is one page of A4, however much there is to say."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

LONG = "A Republic of a Rather Long Name"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def printed(page, address) -> bytes:
    page.goto(address)
    page.evaluate("document.fonts.ready")
    pdf = page.pdf(prefer_css_page_size=True)
    size = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert (round(float(size[1])), round(float(size[2]))) == (595, 842)  # A4, upright
    return pdf


@pytest.fixture
def crowd(db):
    """More of everything than a sheet holds."""
    body = " ".join(["A sentence that tells something of it and then of something else."] * 60)
    organization = f.OrganizationFactory(slug="big", summary_en=body[:300], description_en=body, summary_kk=body[:300])
    home = f.CountryFactory(slug="home", name_en=LONG)
    event = f.EventFactory(slug="crowded", name_en=f"Meeting of {LONG}", description_en=body)
    f.EventFactory(organizations=[organization], start="2090", status="planned", name_en=f"Coming {LONG}")
    for number in range(193):
        country = f.CountryFactory(name_en=f"{LONG if number % 4 == 0 else 'State'} {number}")
        f.MembershipFactory(organization=organization, country=country, status="member" if number < 150 else "observer")
        f.ParticipationFactory(event=event, person=None, country=country, title_en="Minister" if number % 5 else "")
    for number in range(30):
        f.BodyFactory(organization=organization, name_en=f"Council of {LONG} {number}", level="ministers")
        post = f.PostFactory(organization=organization, name_en=f"Commissioner for {LONG} {number}")
        f.TenureFactory(post=post, person=f.PersonFactory(nationality=home))
        treaty = f.DocumentFactory(
            organizations=[organization], name_en=f"Treaty with {LONG} {number}", in_force="1950"
        )
        treaty.events.add(event)
        f.PartyFactory(document=treaty, country=home)
        f.MembershipFactory(country=home, organization__name_en=f"Union of {LONG} {number}")
        f.EventFactory(
            parent=event, name_en=f"Session {LONG} {number}", organizations=[organization], start="2008-04-03"
        )


@pytest.mark.parametrize("language", ["kk", "en"])
def test_every_brief_prints_as_one_page_and_says_what_it_leaves_out(page, live_server, crowd, language):
    for path in ("organizations/big", "organizations/big/brief/?order=fr", "members/home", "events/crowded"):
        address = f"{live_server.url}/{language}/{path}" + ("" if "brief" in path else "/brief/")
        assert pages_of(printed(page, address)) == 1, path
        expect(page.locator(".block-more").first).to_be_visible()


@pytest.mark.parametrize("path", ["organizations/nato", "members/belgium", "events/2008-bucharest-summit"])
def test_a_small_brief_is_one_page_too(page, live_server, world, path):  # noqa: F811
    assert pages_of(printed(page, f"{live_server.url}/kk/{path}/brief/?on=2008-04-03")) == 1


def test_paper_has_the_sheet_and_nothing_of_the_site_around_it(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/nato/brief/?on=1955-05-09")
    page.emulate_media(media="print")
    for around in (".masthead", ".site-footer", ".breadcrumb", ".onbar", ".brief-tools"):
        expect(page.locator(around)).to_be_hidden()
    expect(page.locator(".sheet")).to_contain_text("9 May 1955")
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.sheet *')].filter(e => e.childNodes.length && e.offsetParent)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest * 0.75 >= 8  # points


def test_the_button_prints_where_there_is_javascript(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/members/belgium/brief/")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_a_choice_of_order_needs_no_javascript(browser, live_server, world):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organizations/nato/brief/?on=1955-05-09")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"order=fr"))
    expect(page.locator("article [lang=fr]").first).to_have_text("Belgique")
    context.close()
