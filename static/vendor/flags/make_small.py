"""Make pictures of the flags whose drawings are heavy: a coat of arms of 40 kB shows as well in 2 kB at 64 pixels.

    pip install -r requirements-dev.txt          (Playwright, Pillow, brotli come with it)
    python static/vendor/flags/make_small.py     (needs Debian's chromium; writes small/*.webp)

A flag is shown 24 to 64 pixels wide; a picture 128 wide is sharp on every screen. `{% flag %}` takes the picture where
there is one.
"""

import io
from pathlib import Path

import brotli
from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
HEAVY = 2500  # bytes as sent
WIDTH, HEIGHT = 128, 96


def main() -> None:
    heavy = [path for path in sorted(HERE.glob("4x3/*.svg")) if len(brotli.compress(path.read_bytes())) > HEAVY]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=4)
        for path in heavy:
            page.set_content(
                f'<body style="margin:0"><div style="width:{WIDTH}px">{path.read_text("utf-8")}</div></body>'
            )
            large = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
            small = large.convert("RGBA").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
            picture = io.BytesIO()
            small.save(picture, "webp", quality=80, method=6)
            if len(picture.getvalue()) < HEAVY * 1.3:  # else the drawing is no heavier than its picture
                (HERE / "small" / f"{path.stem}.webp").write_bytes(picture.getvalue())
        browser.close()


if __name__ == "__main__":
    main()
