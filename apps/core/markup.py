"""Markdown to safe HTML."""

import re
from functools import lru_cache
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TAGS = {
    "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "code", "pre", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@lru_cache(maxsize=2048)
def markdown(text: str) -> SafeString:
    """Render Markdown. Headings start at `h3`, below those of the page; anything dangerous is dropped."""
    html = _MARKDOWN.render(text)
    html = re.sub(r"(</?h)([1-6])>", lambda m: f"{m[1]}{min(int(m[2]) + 2, 5)}>", html)
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes={"a": {"href", "title"}}, url_schemes={"http", "https"}))


def plain_text(text: str) -> str:
    """Return the words of a Markdown text, for descriptions and previews."""
    return re.sub(r"\s+", " ", unescape(nh3.clean(_MARKDOWN.render(text), tags=set()))).strip()


def skeleton(text: str) -> list[tuple]:
    """Return what the marks of a Markdown text do: its blocks and spans, where its links lead, what its code says."""
    found = []
    for block in _MARKDOWN.parse(text):
        for token in (block, *(block.children or ())):
            if token.type not in ("inline", "text"):
                said = token.content if token.type in ("fence", "code_block", "code_inline") else ""
                found.append((token.type, token.tag, tuple(token.attrs.items()), said))
    return found
