"""The tree of an organisation's bodies by keyboard, by mouse, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests import factories as f

from .test_readers import NARROW, PHONE, WIDE, axe_finds


@pytest.fixture
def bodies(transactional_db):
    """Three levels: Assembly (Bureau (Cell, Desk), Council) and Secretariat, whose head is Ann."""
    nato = f.OrganizationFactory(slug="nato")

    def body(name, parent=None):
        return f.BodyFactory(organization=nato, parent=parent, slug=name.lower(), name_en=name, position=len(made))

    made = {}
    made["assembly"] = body("Assembly")
    made["bureau"] = body("Bureau", made["assembly"])
    made["cell"] = body("Cell", made["bureau"])
    made["desk"] = body("Desk", made["bureau"])
    made["council"] = body("Council", made["assembly"])
    made["secretariat"] = body("Secretariat")
    post = f.PostFactory(organization=nato, body=made["secretariat"], name_en="Head")
    f.TenureFactory(post=post, person__slug="ann", person__name_en="Ann")
    return nato


@pytest.fixture
def tree(page, live_server, bodies):
    page.goto(f"{live_server.url}/en/organizations/nato/structure/")
    tree = page.get_by_role("tree")
    item(tree, "Assembly").focus()
    return tree


def item(tree, name):
    return tree.get_by_role("treeitem", name=name, exact=True)


def press(tree, *keys):
    for key in keys:
        tree.page.keyboard.press(key)


def test_up_and_down_go_through_what_is_open(tree):
    for name in ("Bureau", "Cell", "Desk", "Council", "Secretariat", "Secretariat"):
        press(tree, "ArrowDown")
        expect(item(tree, name)).to_be_focused()
    press(tree, "ArrowUp", "ArrowUp")
    expect(item(tree, "Desk")).to_be_focused()


def test_left_closes_a_branch_then_goes_up_and_right_opens_it_then_goes_down(tree):
    press(tree, "ArrowDown", "ArrowLeft")
    expect(item(tree, "Bureau")).to_have_attribute("aria-expanded", "false")
    expect(item(tree, "Cell")).to_be_hidden()
    press(tree, "ArrowDown")
    expect(item(tree, "Council")).to_be_focused()
    press(tree, "ArrowUp", "ArrowLeft")
    expect(item(tree, "Assembly")).to_be_focused()
    press(tree, "ArrowDown", "ArrowRight")
    expect(item(tree, "Bureau")).to_have_attribute("aria-expanded", "true")
    press(tree, "ArrowRight")
    expect(item(tree, "Cell")).to_be_focused()


def test_home_end_and_letters_go_to_a_name(tree):
    press(tree, "End")
    expect(item(tree, "Secretariat")).to_be_focused()
    press(tree, "Home", "c")
    expect(item(tree, "Cell")).to_be_focused()
    tree.page.wait_for_timeout(750)  # a new word begins
    press(tree, "c", "o")
    expect(item(tree, "Council")).to_be_focused()


def test_enter_follows_the_link(tree, live_server):
    press(tree, "ArrowDown", "Enter")
    expect(tree.page).to_have_url(f"{live_server.url}/en/organizations/nato/bodies/bureau/")


def test_the_tree_is_one_stop_of_tab_and_the_links_of_the_current_item_the_next(tree, live_server):
    press(tree, "End", "Tab")
    expect(tree.get_by_role("link", name="Ann")).to_be_focused()
    press(tree, "Enter")
    expect(tree.page).to_have_url(f"{live_server.url}/en/people/ann/")


def test_only_the_current_item_is_in_the_order_of_tab(tree):
    press(tree, "ArrowDown")
    assert tree.locator("li[tabindex='0']").count() == 1
    assert tree.locator("a[tabindex='0']").count() == 0
    press(tree, "Tab")
    assert not tree.evaluate("tree => tree.contains(document.activeElement)")


def test_the_mouse_folds_with_the_sign_and_the_buttons_fold_all(tree):
    page = tree.page
    item(tree, "Bureau").locator(".twist").click()
    expect(item(tree, "Cell")).to_be_hidden()
    page.get_by_role("button", name="Close all branches").click()
    expect(item(tree, "Council")).to_be_hidden()
    page.get_by_role("button", name="Open all branches").click()
    expect(item(tree, "Cell")).to_be_visible()


def test_closing_a_branch_takes_the_focus_to_it(tree):
    press(tree, "ArrowDown", "ArrowDown")
    tree.page.get_by_role("button", name="Close all branches").click()
    press(tree, "Shift+Tab")  # from the first of the two buttons
    item(tree, "Assembly").focus()
    expect(item(tree, "Assembly")).to_be_focused()
    assert tree.locator("li[tabindex='0']").count() == 1


def test_a_big_tree_starts_with_its_two_upper_levels_and_prints_whole(page, live_server, bodies):
    desk = bodies.bodies.get(slug="desk")
    for number in range(30):
        f.BodyFactory(organization=bodies, parent=desk, name_en=f"Group {number}")
    page.goto(f"{live_server.url}/en/organizations/nato/structure/")
    tree = page.get_by_role("tree")
    expect(item(tree, "Bureau")).to_be_visible()
    expect(item(tree, "Cell")).to_be_hidden()
    page.emulate_media(media="print")
    expect(tree.get_by_text("Group 7", exact=True)).to_be_visible()


def test_without_javascript_it_is_a_nested_list_of_links(browser, live_server, bodies):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organizations/nato/structure/")
    assert page.get_by_role("tree").count() == 0
    expect(page.locator(".tree ul ul").get_by_role("link", name="Cell")).to_be_visible()
    page.get_by_role("link", name="Desk").last.click()
    expect(page).to_have_url(f"{live_server.url}/en/organizations/nato/bodies/desk/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_axe_finds_nothing_in_the_tree_open_or_closed(page, live_server, bodies, language, scheme):
    page.emulate_media(color_scheme=scheme)
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{live_server.url}/{language}/organizations/nato/structure/?on=2010-01-01")
        assert axe_finds(page) == []
        page.locator(".tree-tools button").last.click()
        assert axe_finds(page) == []


def test_the_drawing_scrolls_in_its_own_frame_and_a_phone_has_the_list(page, live_server, bodies):
    for number in range(40):
        f.BodyFactory(organization=bodies, name_en=f"Top {number}", position=20 + number)
    address = f"{live_server.url}/en/organizations/nato/structure/"
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(address)
    frame = page.get_by_role("region", name="Structure: ")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)  # it scrolls smoothly
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 800
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    expect(frame).to_be_hidden()
    expect(page.get_by_role("tree")).to_be_visible()
    expect(page.get_by_role("link", name="drawing (SVG)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_a_box_of_the_drawing_leads_to_its_body(page, live_server, bodies):
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{live_server.url}/en/organizations/nato/structure/?on=2010-01-01")
    page.locator("svg.drawing a", has_text="Desk").first.click()
    expect(page).to_have_url(f"{live_server.url}/en/organizations/nato/bodies/desk/?on=2010-01-01")


def test_a_step_to_another_day_grows_the_tree_again(page, live_server, bodies):
    f.BodyFactory(organization=bodies, slug="late", name_en="Latecomer", start="2015-01-01")
    page.goto(f"{live_server.url}/en/organizations/nato/structure/?on=2010-01-01")
    expect(page.get_by_role("treeitem", name="Latecomer")).to_have_count(0)
    page.locator("#step-next").click()
    expect(page.get_by_role("treeitem", name="Latecomer")).to_be_visible()
    expect(page.get_by_role("tree")).to_have_count(1)
    assert "on=2015-01-01" in page.url
