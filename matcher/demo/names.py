"""Names of people who do not exist, as common as those of people who do."""

OLDER_WOMEN = (
    "Aino", "Anna-Lisa", "Astrid", "Barbro", "Berit", "Birgit", "Britt-Marie", "Ebba", "Elsa",
    "Ester", "Eva", "Greta", "Gun", "Gunborg", "Gunnel", "Gunvor", "Inga-Lill", "Ingegerd",
    "Ingrid", "Irma", "Kerstin", "Lilly", "Maj-Britt", "Margit", "Marianne", "Märta", "Rut",
    "Siv", "Solveig", "Sonja", "Sylvia", "Ulla", "Viola", "Vivan", "Åsa",
)  # fmt: skip
OLDER_MEN = (
    "Allan", "Arne", "Bengt", "Bertil", "Bo", "Börje", "Einar", "Erik", "Folke", "Gösta",
    "Gunnar", "Hans-Göran", "Harry", "Holger", "Ingvar", "Karl-Erik", "Lennart", "Nils", "Olle",
    "Per-Olof", "Ragnar", "Rolf", "Rune", "Sixten", "Sten", "Stig", "Sven-Erik", "Tage", "Tore",
    "Åke",
)  # fmt: skip
YOUNGER_WOMEN = (
    "Agnes", "Anna", "Camilla", "Cecilia", "Elin", "Emma", "Frida", "Hanna", "Helena", "Ida",
    "Jenny", "Johanna", "Karin", "Klara", "Kristina", "Lena", "Linda", "Lovisa", "Malin", "Maria",
    "Moa", "Nora", "Pia", "Saga", "Sandra", "Sara", "Sofia", "Susanne", "Tove", "Ylva",
)  # fmt: skip
YOUNGER_MEN = (
    "Adam", "Anders", "Daniel", "David", "Elias", "Filip", "Fredrik", "Gustav", "Henrik", "Isak",
    "Jens", "Jonas", "Karl", "Lars", "Magnus", "Martin", "Mats", "Niklas", "Oskar", "Patrik",
    "Simon", "Tobias", "Ulf", "Viktor", "Örjan",
)  # fmt: skip
ARABIC = ("Amina", "Farida", "Huda", "Layla", "Nour", "Samira", "Hassan", "Karim", "Omar", "Samir")
FINNISH = ("Aila", "Eila", "Kaarina", "Pirkko", "Tuula", "Heikki", "Matti", "Pentti", "Tapio")
BALKAN = ("Dragica", "Mirjana", "Senada", "Vesna", "Goran", "Milan", "Zoran")
PERSIAN = ("Elif", "Mahin", "Parvin", "Shirin", "Bahram", "Reza")
WOMEN_ABROAD = frozenset(
    ("Amina", "Farida", "Huda", "Layla", "Nour", "Samira", "Aila", "Eila", "Kaarina", "Pirkko",
     "Tuula", "Dragica", "Mirjana", "Senada", "Vesna", "Elif", "Mahin", "Parvin", "Shirin")
)  # fmt: skip
ABROAD = {
    "arabic": ARABIC,
    "finnish": FINNISH,
    "bosnian_croatian_serbian": BALKAN,
    "persian_dari": PERSIAN,
}
SURNAMES = (
    "Alm", "Ask", "Berg", "Björk", "Blom", "Dahl", "Ek", "Eriksson", "Falk", "Forsberg", "Frisk",
    "Gran", "Hall", "Hedlund", "Holm", "Häggström", "Jansson", "Kvist", "Källgren", "Lind",
    "Ljung", "Lundin", "Löf", "Moberg", "Norberg", "Nyman", "Palm", "Quist", "Rask", "Rosén",
    "Sand", "Sjö", "Stenberg", "Ström", "Sundin", "Svedin", "Tall", "Uhr", "Viklund", "Wall",
    "Åberg", "Åkerlund", "Ängström", "Öberg", "Östlund",
)  # fmt: skip
