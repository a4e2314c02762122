"""Where the keyboard stands: Tab until something has the focus, and see that the focus shows."""

MOST_STOPS = 150  # of Tab on one page
# What has the focus is framed, or the box that it lies in is.
IS_SEEN = """e => [e, e.closest('label')].some(one => one && e.matches(':focus-visible')
  && getComputedStyle(one).outlineStyle !== 'none')"""


def reach(wanted):
    """Tab on from where the focus is until `wanted` has it; fails where nobody could see it."""
    found = wanted.element_handle()  # looked up once: at every stop of Tab it would take longest
    for _ in range(MOST_STOPS):
        if found.evaluate("e => e === document.activeElement"):
            assert found.evaluate(IS_SEEN), found.evaluate("e => e.outerHTML.slice(0, 90)")
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {wanted}")
