"""What can be ticked when signing up, in words, and what each tick means."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from matcher.domain.people import Form, Trait

# What one can want to do: words, hint, tasks of the vocabulary, and the forms of company.
DOING: Mapping[str, tuple[Any, Any, tuple[str, ...], frozenset[Form]]] = {
    "visit": (
        _l("Besöka någon hemma"),
        _l("Fika, prata, spela kort. Oftast en gång i veckan."),
        ("companionship", "home_visit"),
        frozenset({Form.HOME}),
    ),
    "out": (
        _l("Gå ut tillsammans"),
        _l("Promenad, kyrkogård, kafé."),
        ("walking_together", "coffee_and_cafe"),
        frozenset({Form.OUT}),
    ),
    "along": (
        _l("Följa med"),
        _l("Till läkaren, frisören eller biblioteket. En gång i taget."),
        ("accompany_healthcare", "accompany_errand"),
        frozenset({Form.OUT}),
    ),
    "call": (
        _l("Ringa"),
        _l("En stund i telefon varje vecka, hemifrån."),
        ("telephone_companionship",),
        frozenset({Form.PHONE}),
    ),
    "host": (
        _l("Hjälpa på en träffpunkt"),
        _l("Vara kafévärd, läsa högt, leda allsång."),
        ("meeting_place_host", "activity_leader"),
        frozenset({Form.GROUP}),
    ),
    "learn": (
        _l("Läxhjälp eller språkkafé"),
        None,
        ("homework_help", "language_practice"),
        frozenset({Form.GROUP}),
    ),
    "unsure": (_l("Jag vet inte än"), _l("Vi pratar om det när vi ringer."), (), frozenset()),
}


def doing_of(tasks: Collection[str], forms: Collection[str]) -> list[str]:
    """What somebody ticks who has chosen a need with these tasks; where none is listed, of each of
    these forms of company the first: homework is not what every group does.
    """
    said = [code for code, (_words, _hint, of, _forms) in DOING.items() if {*of} & {*tasks}]
    first = {form: code for code, (*_rest, of) in reversed(list(DOING.items())) for form in of}
    return said or list(dict.fromkeys(first[form] for form in map(Form, forms) if form in first))


def unlisted(tasks: Collection[str]) -> list[str]:
    """Those of a need's tasks that no tick means: they are said as words of her own."""
    listed = {task for _words, _hint, of, _forms in DOING.values() for task in of}
    return [task for task in tasks if task not in listed]


LIKED = (
    "gardening", "cooking", "music", "card_games", "reading", "nature", "knitting", "animals",
    "watching_sport", "history",
)  # fmt: skip
FAR = {
    "10": (_l("Högst 10 minuter"), _l("Ungefär 10 minuter till fots är 800 meter.")),
    "20": (_l("Högst 20 minuter"), None),
    "30": (_l("Högst en halvtimme"), None),
    "60": (_l("Längre går bra"), None),
}
LANGUAGES = (
    "swedish", "finnish", "english", "arabic", "persian_dari", "meankieli", "sami", "german",
    "swedish_sign_language", "somali",
)  # fmt: skip
NOT_TRAITS = {
    "cat": (_l("Inte katt"), Trait.CAT),
    "dog": (_l("Inte hund"), Trait.DOG),
    "smoke": (_l("Inte där någon röker"), Trait.SMOKE),
    "stairs": (_l("Inte många trappor"), Trait.STAIRS),
}
ALLERGIES = {
    Trait.CAT: _l("Katt"),
    Trait.DOG: _l("Hund"),
    Trait.FRAGRANCE: _l("Parfym och starka dofter"),
    Trait.SMOKE: _l("Rök"),
}
EVERYTHING_BUT_HOME = frozenset(Form) - {Form.HOME}
