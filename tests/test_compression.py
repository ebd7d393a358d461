"""How pages are packed for the way: Brotli for those who take it, gzip for the others, nothing for the rest.

And what they bring with them: style sheets without their comments, and with all their rules.
"""

import gzip
import re

import brotli
import pytest
import rcssmin
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kk/about/"


def get(client: Client, **headers: str):
    return client.get(PAGE, headers=headers)


@pytest.mark.parametrize(
    ("offered", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=1.0, gzip;q=0.5", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", "", bytes),
    ],
)
def test_a_page_is_packed_as_the_reader_can_unpack_it(client, offered, coding, unpack):
    plain, packed = get(client), get(client, accept_encoding=offered)
    assert packed.get("Content-Encoding", "") == coding
    assert unpack(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert int(packed["Content-Length"]) == len(packed.content)


def test_a_packed_page_that_has_not_changed_is_not_sent_again(client):
    tag = get(client, accept_encoding="br")["ETag"]
    assert tag.startswith('W/"')
    assert get(client, accept_encoding="br", if_none_match=tag).status_code == 304


def test_what_is_short_goes_as_it_is(client):
    assert "Content-Encoding" not in client.get("/healthz", headers={"accept-encoding": "br"})


BETWEEN_SELECTORS = re.compile(r"\s*([{},>+~])\s*")


def selectors(css):
    """What every rule of a style sheet is for, written without the spaces that say nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = re.findall(r"([^{};]+)\{", css)
    return [BETWEEN_SELECTORS.sub(r"\1", " ".join(one.split())) for one in found if not one.strip().startswith("@")]


@pytest.mark.parametrize(
    "path", sorted((settings.BASE_DIR / "static" / "css").glob("*.css")), ids=lambda path: path.stem
)
def test_a_lighter_style_sheet_styles_the_same_elements(path):
    assert selectors(rcssmin.cssmin(path.read_text())) == selectors(path.read_text())
