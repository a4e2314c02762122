"""Diagnoses by name: a visitor must know what somebody finds hard, never what it is called (R22).

What is somebody's work, or an association's name, tells of nobody's illness.
"""

import re

_NAMES = (
    r"dement\w*", r"demens\w*", r"alzheimer\w*", r"lewy ?body\w*", r"parkinson\w*", r"stroke\w*",
    r"diabet\w*", r"cancer\w*", r"tumör\w*", r"leukemi\w*", r"(?:har|av|med) kol\b",
    r"kol-?sjuk\w*", r"astma\w*",
    r"(?:har|av|med) ms\b", r"ms-?sjuk\w*", r"(?:har|av|med) als\b", r"als-?sjuk\w*", r"adhd\b",
    r"autis\w*", r"asperger\w*", r"depress\w*", r"deprimerad\w*", r"bipolär\w*", r"schizo\w*",
    r"psykos\w*", r"psykiskt? sjuk\w*", r"ptsd\b", r"epilep\w*", r"reumati\w*", r"artros\w*",
    r"hjärt(?:svikt|infarkt|flimmer|fel|sjuk)\w*", r"förmaksflimmer\w*", r"kärlkramp\w*",
    r"migrän\w*", r"dialys\w*", r"missbruk\w*", r"alkoholi\w*", r"fibromyalgi\w*",
    r"hiv\b", r"utvecklingsstör\w*", r"downs? syndrom\w*", r"utmattningssyndrom\w*", r"utbränd\w*",
    r"diagnos\w*", r"asthma\w*", r"heart (?:failure|attack)\w*", r"(?:has|with) (?:ms|copd|als)\b",
    r"multiple sclerosis\b", r"arthriti\w*", r"rheumat\w*", r"alcoholi\w*", r"drug addict\w*",
    r"leuk(?:ae|e)mi\w*", r"tumou?rs?\b", r"bipolar\b", r"psychosis\b", r"psychotic\w*",
)  # fmt: skip
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(_NAMES)})", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"erfarenhet|jobba|arbeta|yrke|vana\b|\bvan\b|utbild|kunskap|förbund|fond|förening|vän\b"
    r"|avdelning|boende|sköters?k|café|kafé|grupp|experience|\bwork|trained|association|charity",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;.\n]")


def names_one(text: str) -> bool:
    """Whether a text names somebody's diagnosis."""
    return bool(_NAMED.search(text)) and any(
        _NAMED.search(clause) and not _OF_OTHERS.search(clause) for clause in _CLAUSES.split(text)
    )
