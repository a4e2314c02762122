"""What speaks for a pair: the name of each criterion, and what the two have in common."""

from collections.abc import Iterator, Mapping

from matcher.domain.suggestions import Part
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, Voice, as_list, capital, listed, say

CRITERIA: Mapping[str, str] = {
    "interests": N_("Intressen"),
    "tasks": N_("Uppgifter"),
    "time": N_("Tider"),
    "closeness": N_("Väg"),
    "languages": N_("Språk"),
    "form": N_("Sätt att ses"),
    "background": N_("Berättat om livet"),
    "commitment": N_("Hur länge"),
    "wishes": N_("Önskemål"),
}
NATIVE = 3  # domain.people.Level


def criterion(criterion_id: str, language: str = SOURCE) -> str:
    """The name of what is weighed."""
    return say(CRITERIA[criterion_id], language)


def shared(part: Part, voice: Voice) -> list[str]:
    """What the two have in common by this criterion: a line each, none where nothing is shared."""
    lines = {
        "interests": _interests,
        "tasks": _tasks,
        "background": _background,
    }.get(part.criterion)
    return list(lines(part, voice)) if lines else []


def languages(part: Part, voice: Voice) -> str:
    """`Finska (båda modersmål) och svenska`; nothing where no language is noted."""
    said = []
    for one in as_list(part.evidence.get("shared")):
        if isinstance(one, Mapping):
            native = (one["volunteer"], one["need"]).count(NATIVE)
            of_both = voice.say(N_("bådas modersmål"))  # by itself: the catalogue reads no f-string
            both = f" ({of_both})" if native == 2 else ""
            said.append(voice.word(str(one["language"])) + both)
    return capital(listed(said, voice.language))


def _interests(part: Part, voice: Voice) -> Iterator[str]:
    for word in as_list(part.evidence.get("shared")):
        yield capital(voice.word(str(word)))
    yield from _near(part, voice)
    if words := as_list(part.evidence.get("dislikes")):
        yield voice.say(N_("Slipper helst båda: %(words)s"), words=voice.words(words))


def _tasks(part: Part, voice: Voice) -> Iterator[str]:
    if words := as_list(part.evidence.get("shared")):
        yield voice.say(N_("Vill göra: %(words)s"), words=voice.words(words))
    yield from _near(part, voice)
    if words := as_list(part.evidence.get("skills")):
        yield voice.say(N_("Har vana av: %(words)s"), words=voice.words(words))


def _background(part: Part, voice: Voice) -> Iterator[str]:
    if words := as_list(part.evidence.get("shared")):
        told = listed(map(str, words), voice.language)
        yield voice.say(N_("Har båda berättat om: %(words)s"), words=told)


def _near(part: Part, voice: Voice) -> Iterator[str]:
    """Words that are near one another: [wanted, hers]."""
    for pair in as_list(part.evidence.get("related")):
        wanted, hers = (voice.word(str(word)) for word in as_list(pair))
        yield voice.say(N_("%(wanted)s ligger nära %(hers)s"), wanted=capital(wanted), hers=hers)
