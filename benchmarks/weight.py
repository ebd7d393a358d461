"""Weigh pages as a phone receives them: python benchmarks/weight.py http://127.0.0.1:8000 [path …]

For a served portal that stores its static files for visitors (DEBUG=0). Prints, for each page, the kilobytes (1,000
bytes, headers included) of a first visit and of one that comes from the home page. The bar is 150 and 40.
"""

import os
import sys
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 360, "height": 740}
PATHS = (
    "", "organizations/", "organizations/nato/", "organizations/nato/structure/", "organizations/nato/members/",
    "organizations/un/members/", "organizations/un/brief/", "members/", "members/kazakhstan/", "people/", "events/",
    "events/map/", "events/timeline/", "matrix/", "compare/?organization=un&then=1950-01-01", "documents/",
)  # fmt: skip


def received(page: Page, address: str) -> int:
    """Open a page and return the bytes that came over the wire for it, without what the browser had kept."""
    network, sizes, kept = page.context.new_cdp_session(page), {}, set()
    network.send("Network.enable")
    network.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    network.on(
        "Network.responseReceived",
        lambda event: kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None,
    )
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    return int(sum(size for request, size in sizes.items() if request not in kept))


def weigh(browser: Browser, site: str, language: str, path: str) -> tuple[int, int]:
    """Return the bytes of a first visit and of one after the home page."""
    first = browser.new_context(viewport=PHONE)
    alone = received(first.new_page(), f"{site}/{language}/{path}")
    first.close()
    later = browser.new_context(viewport=PHONE)
    page = later.new_page()
    page.goto(f"{site}/{language}/", wait_until="networkidle")
    after = received(page, f"{site}/{language}/{path}")
    later.close()
    return alone, after


def main(site: str, paths: Sequence[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
        for path in paths:
            for language in ("kk", "en"):
                first, later = weigh(browser, site, language, path)
                print(f"{first / 1000:6.1f} {later / 1000:6.1f}  /{language}/{path}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:] or PATHS)
