"""Every public page, in both languages."""

import html5lib
import pytest

from .conftest import PAGES

LANGUAGES = ("kk", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_within_twelve_queries(client, world, django_assert_max_num_queries, language, path):
    with django_assert_max_num_queries(12):
        response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_valid_html(client, world, language, path):
    html5lib.HTMLParser(strict=True).parse(client.get(f"/{language}/{path}").content.decode())
