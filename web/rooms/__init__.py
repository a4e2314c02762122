"""One room: one file, one blueprint called `room`, one address, one folder of templates.

A room is opened by writing its name here. It may say `IN_MENU = menu.Entry(...)`.
"""

ROOMS = [
    "drawer",  # /lador: letters as they were written
    "events",  # /handelser: who did what, who looked at whom
    "suggestions",  # /forslag: the week's suggestions, and what a coordinator makes of them
    "waiting",  # /vantar: those who wait, and who could come to each
    "start",  # /start: what there is to do
    "volunteers",  # /volontarer: everybody who gives time
    "clearances",  # /volontarer/<id>/…: called, cleared, made active, paused, ended
    "signup",  # /anmalan/<central>: becoming a volunteer
    "account",  # /logga-in /konto /forsta-start: who is there
    "about",  # /tillganglighet /om-uppgifter /oro: what everybody may read
    "health",  # /healthz: for whoever watches over the machine
]
DEVELOPMENT_ROOMS = [
    "parts",  # /parts: every part of a page in every state, the visual test
]
