"""The English words for times: what each is in Swedish, and ready answers put into English.

They stand here for the same reason as the Swedish ones: the echo in English is to be read back as
the same value.
"""

import re
from collections.abc import Iterator

from matcher.domain.spoken.words import DAYS_EN, DAYS_SV, MONTHS_EN, MONTHS_SV

# English | more English = Swedish; what stands before nothing is said around what is meant.
_LISTED = """
weekday | weekdays | working days | workdays = vardagar
every day | daily | all days | any day | each day | everyday = alla dagar
weekend | weekends = helger
morning | in the morning | forenoon = fm
mornings | in the mornings | forenoons = förmiddagar
early morning | early mornings = morgon
afternoon | in the afternoon = em
afternoons | in the afternoons = eftermiddagar
evening | in the evening = kväll
evenings | in the evenings = kvällar
some evening | the odd evening = någon kväll
daytime | in the daytime | during the day = dagtid
all day | the whole day | whole day | whole days = hela dagen
lunch | lunchtime | at lunch | at lunchtime = lunch
after work = efter jobbet
night | nights | at night = natt
even weeks | even week | even-numbered weeks | every even week = jämna veckor
odd weeks | odd week | odd-numbered weeks | every odd week = udda veckor
even = jämna
odd = udda
every other week | every second week | every two weeks | every 2 weeks = varannan vecka
fortnightly | biweekly | every fortnight | a fortnight | alternate weeks = varannan vecka
every other | every second = varannan
every third week | every three weeks | every 3 weeks = var tredje vecka
counted from = räknat från
every week | weekly = varje vecka
every month | monthly = varje månad
of the month | in the month | of each month | of every month = i månaden
of five = av fem
of four = av fyra
once = en gång
twice = två gånger
times = gånger
a week | per week | each week = i veckan
a month | per month | each month = i månaden
hour = timme
an hour = en timme
hours | hrs = timmar
minute | minutes | mins = minuter
a couple of = ett par
a few hours | some hours | a little time | some time = några timmar
at short notice | on short notice | short notice | on call = med kort varsel
flexible | any time | anytime | whenever | at any time = flexibel
now and then | sometimes | occasionally | from time to time = ibland
if needed | when needed = vid behov
not on public holidays | not public holidays | no public holidays = inte röda dagar
except public holidays | except on public holidays = inte röda dagar
public holidays too | also public holidays | including public holidays = även röda dagar
and public holidays | and bank holidays = och röda dagar
public holidays only | only public holidays = bara röda dagar
public holidays | bank holidays | on public holidays = röda dagar
no times at all = inga tider alls
nothing said about times = inget sagt om tider
away | on holiday | on vacation | on holidays | travelling | abroad | not available = bortrest
unavailable | out of town = bortrest
starting from | starting | beginning = från
from = från
after = efter
until | till | through | no later than | by | up to and including = till och med
to = till
before = före
between = mellan
and = och
or = eller
but = men
except | except on | but not | apart from | excluding | not on | never on = utom
not | never = inte
week | weeks | w = vecka
half = halv
quarter past = kvart över
quarter to = kvart i
past = över
noon | midday = 12
christmas eve = julafton
christmas day = juldagen
new year's eve = nyårsafton
new year's day = nyårsdagen
christmas = jul
new year = nyår
easter = påsk
midsummer eve = midsommarafton
midsummer = midsommar
summer | summers | in the summer | the summer = sommaren
autumn | the autumn = hösten
spring | the spring = våren
winter | the winter = vintern
school holidays | the school holidays = loven
on | at | in | the | i | am | are | can | could | is | available | free | during | usually =
any | most | mostly | only | best | works | fine | please | i'm | of | each | every | around =
about | clock | o'clock =
also | too | my | me | for | would | be | good | suits | prefer | preferably | generally =
"""
_NUMBERS = {
    "one": "ett", "two": "två", "three": "tre", "four": "fyra", "five": "fem", "six": "sex",
    "seven": "sju", "eight": "åtta", "nine": "nio", "ten": "tio", "eleven": "elva",
    "twelve": "tolv",
}  # fmt: skip
_ORDINALS = {
    "first": "första", "second": "andra", "third": "tredje", "fourth": "fjärde",
    "fifth": "femte", "last": "sista",
}  # fmt: skip
_SHORT_DAYS = ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
_PIECES = re.compile(r"[^\W\d_]+|\d+|[^\s\w]|_")

Phrase = tuple[str, ...]


def _cut(text: str) -> Phrase:
    return tuple(_PIECES.findall(text.lower()))


def _lexicon() -> Iterator[tuple[Phrase, Phrase]]:
    for line in _LISTED.strip().splitlines():
        english, _, swedish = line.partition("=")
        for form in english.split("|"):
            yield _cut(form), _cut(swedish)
    for en, sv in (*_NUMBERS.items(), *_ORDINALS.items()):
        yield (en,), (sv,)
    for en, sv, short in zip(DAYS_EN, DAYS_SV, _SHORT_DAYS, strict=True):
        yield (en.lower(),), (sv,)
        yield (f"{en.lower()}s",), (f"{sv}ar",)
        yield from (((form,), (sv,)) for form in short.split())
    for en, sv in zip(MONTHS_EN, MONTHS_SV, strict=True):
        yield (en.lower(),), (sv,)
        yield (en.lower()[:3],), (sv,)
    yield ("sept",), ("september",)
    hours = list(_NUMBERS.items())
    for hour, (en, _) in enumerate(hours, 1):  # half past two is half to three
        after = hours[hour % 12][1]
        yield ("half", "past", en), ("halv", after)
        yield ("half", "past", str(hour)), ("halv", after)


LEXICON = dict(_lexicon())
# What questions offer as answers, in the reader's words.
_ANSWERS = """
lördagar och söndagar = Saturdays and Sundays
vardagskvällar = weekday evenings
vardagar = weekdays
alla dagar = every day
dagtid = in the daytime
hela dagen = all day
jämna veckor = even weeks
udda veckor = odd weeks
varannan vecka räknat från = every second week counted from
varannan vecka från = every second week from
varannan vecka = every second week
varje vecka = every week
även röda dagar = public holidays too
och röda dagar = and public holidays
bara röda dagar = public holidays only
röda dagar = public holidays
bortrest = away
till och med = until
senast = until
från = from
inte = not
utom = except
också = too
och = and
en gång i månaden = once a month
i månaden = of the month
första = first
andra = second
tredje = third
fjärde = fourth
femte = fifth
sista = last
"""


def _back() -> Iterator[tuple[str, str]]:
    for line in _ANSWERS.strip().splitlines():
        swedish, _, english = line.partition(" = ")
        yield swedish, english
    for sv, en in zip(DAYS_SV, DAYS_EN, strict=True):
        yield from ((f"{sv}ar", f"{en}s"), (f"{sv}en", en), (sv, en))
    yield from zip(MONTHS_SV, MONTHS_EN, strict=True)


_BACK = dict(_back())
_SWEDISH = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _BACK), key=len, reverse=True)) + r")(?!\w)"
)

_WEEKDAYS = re.compile(r"\bweekdays (?=(?:morning|forenoon|afternoon|evening)s?\b)")


def answer_said(answer: str) -> str:
    """A ready answer in English. What is not Swedish in it is the person's own, and stays."""
    said = _SWEDISH.sub(lambda found: _BACK[found.group()], answer)
    return _WEEKDAYS.sub("weekday ", said)
