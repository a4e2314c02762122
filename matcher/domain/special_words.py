"""Words that may tell of somebody's faith, origin, sexuality, politics or union: what a remark says
of those is never kept unasked (art. 9.1 of the GDPR, which names the kinds; R20).

The faiths are those of the communities that the Swedish Agency for Support to Faith Communities
lists, and the words for those who belong to them. Lists in English have theirs; “Christian” alone
is a name in both languages. It is wide: what it hides unneeded is still in the list of whoever
looks.
"""

import re

_FAITHS = (
    r"muslim\w*", r"islam\w*", r"shia\w*", r"sunni\w*", r"alevi\w*", r"koran\w*", r"moské\w*",
    r"kristen\w*", r"kristn\w*", r"katoli\w*", r"katolsk\w*", r"ortodox\w*", r"protestant\w*",
    r"lutheran\w*", r"baptist\w*", r"metodist\w*", r"pingstvän\w*", r"frikyrk\w*", r"adventist\w*",
    r"mormon\w*", r"jehova\w*", r"jud(?:e|ar|en|arna|inna|isk\w*)\b", r"synagog\w*",
    r"hindu(?:er|isk\w*|ism\w*)?\b", r"buddh?is\w*", r"sikh\w*", r"bah[aá]'?[ií]\w*", r"mandé\w*",
    r"[jy]ezid\w*", r"ateis\w*", r"troende\b", r"religi\w*", r"halal\w*", r"kosher\w*",
)  # fmt: skip
_ORIGINS = (
    r"rom(?:er|sk\w*|ani\w*)\b", r"resande(?:folk\w*)?\b", r"same(?:r|rna|n)\b", r"samisk\w*",
    r"tornedal\w*", r"kurd(?:er|en|erna)?\b", r"syrian(?:er|sk\w*)\b", r"assyri(?:er|sk\w*)\b",
    r"mörkhy\w*", r"invandra\w*", r"flykting\w*", r"asylsök\w*", r"utländsk\w*", r"etni\w*",
)  # fmt: skip
_OTHERS = (
    r"homosex\w*", r"bisex\w*", r"lesbisk\w*", r"bög\w*", r"hbtq\w*", r"queer\w*",
    r"trans(?:person|kvinna|man|sex)\w*", r"sexuell\w*", r"socialdemokrat\w*", r"soss\w*",
    r"kommunist\w*", r"moderaterna\b", r"\w+partist\w*", r"sverigedemokrat\w*", r"kristdemokrat\w*",
    r"fack(?:et|lig\w*|förening\w*|förbund\w*|ansluten)\b",
)  # fmt: skip
_ENGLISH = (
    r"christian(?:ity|s)\b", r"(?:is|a|devout|practi[sc]ing) christian\b", r"catholic\w*",
    r"orthodox\w*", r"pentecostal\w*", r"mosque\w*", r"jew(?:s|ish)?\b",
    r"buddhist\w*", r"atheis\w*", r"believer\w*", r"kurdish\b", r"kurds?\b", r"assyrian\w*",
    r"sami\b", r"romani?\b", r"immigra\w*", r"refugee\w*", r"asylum\w*", r"ethnic\w*",
    r"gay\b", r"lesbian\w*", r"lgbt\w*", r"sexual\w*", r"social democrat\w*", r"communist\w*",
    r"trade union\w*", r"(?:in|member of) (?:a|the|her|his|their) union\b",
)  # fmt: skip
_SAID = re.compile(
    rf"(?<!\w)(?:{'|'.join((*_FAITHS, *_ORIGINS, *_OTHERS, *_ENGLISH))})", re.IGNORECASE
)


def names_one(text: str) -> bool:
    """Whether a text has such a word."""
    return bool(_SAID.search(text))
