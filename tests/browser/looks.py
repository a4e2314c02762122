"""One page in several looks: how wide the screen is, and whether it is dark."""

PHONE = 360  # pixels
LAPTOP = 1280


def looks(page, *ways):
    """Show the page that is open in one way after the other: (width in pixels, is it dark)."""
    for width, dark in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        yield width
