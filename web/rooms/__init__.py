"""One room: one file, one blueprint called `room`, one address, one folder of templates.

A room is opened by writing its name here. It may say `IN_MENU = menu.Entry(...)`.
"""

ROOMS = [
    "drawer",  # /lador: letters as they were written
    "events",  # /handelser: who did what, who looked at whom
    "suggestions",  # /forslag: the week's suggestions, and what a coordinator makes of them
    "meeting",  # /mote: the weekly meeting, by keyboard; decisions become minutes
    "answers",  # /svar: why, why not, what if, and what would help
    "waiting",  # /vantar: those who wait, and who could come to each
    "matches",  # /matchningar: every pair, and how far each has come
    "match_deeds",  # /matchningar/<id>/…: answers, meetings, calls and pauses
    "match_questions",  # /matchningar/<id>/fraga: the question to a person, on paper
    "match_endings",  # /matchningar/<id>/avsluta, /avbryt, /samtal, /slut: how one ends
    "regular_times",  # /matchningar/<id>/tid: when two usually meet
    "heard_visits",  # /matchningar/<id>/besok: a visit that a volunteer has told of
    "match_circles",  # /matchningar/<id>/fler, /lamna: one more in a circle, or one who goes
    "letter_stops",  # /brev/<letter>/sluta: no more letters of a kind that is not necessary
    "letter_choices",  # /konto/brev, /min-sida/uppgifter/brev: the same, where one is at home
    "cards",  # /kort/<link>: an anonymous question to a volunteer, answered without signing in
    "visits",  # /besok/<link>: her page of a match, and notes of visits
    "imports",  # /import: lists in and out, read and shown
    "import_deeds",  # /import/<id>/…: answers, vouching; saved, thrown away, taken back
    "concerns",  # /oroanteckningar: concerns, for who has the role; for others it is not there
    "start",  # /start: what there is to do
    "todos",  # /start/<id>/…: done with a line, put off, handed over, undone
    "absences",  # /borta: who is away, and who covers
    "caseloads",  # /borta/lamna-over: all that lies with one goes to another, and back
    "search",  # /sok: anybody, from anywhere
    "calls",  # /samtal: a call with anybody, noted in ten seconds
    "ways_in",  # /pa-vag-in: everybody on the way in, each in one step
    "volunteers",  # /volontarer: everybody who gives time
    "couples",  # /volontarer/<id>/tillsammans: two who go together
    "clearances",  # /volontarer/<id>/…: called, cleared, made active, paused, ended
    "centre",  # /central: the centre's facts, areas, poster
    "insurance",  # /central/forsakring: what it covers, and who has read what it does not
    "area_map",  # /central/omraden/…/karta: pointing an area out
    "colleagues",  # /central/kollegor: who works here, as what
    "dial",  # /central/matchning: what weighs, and what may be turned
    "own_words",  # /central/ord: words nobody has understood yet
    "recipients",  # /mottagare: those who would like company
    "recipient_deeds",  # /mottagare/<id>/…: yeses, calls, pause and endings
    "recipient_visits",  # /mottagare/<id>/hembesok, /foretradare: seen at home; who says yes
    "recipient_questions",  # /mottagare/<id>/fraga: the first question, on paper
    "referrals",  # /hanvisningar: who has told us of whom, and one typed in from a call
    "referral",  # /hanvisa/<central> /status/…: telling a centre of somebody
    "organisations",  # /organisationer: who posts local needs, and whom one calls there
    "contact",  # /uppdragsgivare: an organisation's own page
    "contact_door",  # /uppdragsgivare/lank, /in, /ut: the way in and out; its link at the desk
    "open_needs",  # /uppdrag-hos/<central>: local needs that anybody may read and answer
    "need_answers",  # /uppdrag/<id>/svar: who has answered one, and how many came
    "needs",  # /uppdrag: local needs and errands
    "own",  # /min-sida: a volunteer's own page
    "own_copies",  # /min-sida/uppgifter/kopia, /fil: all that is kept about her
    "own_matches",  # /min-sida/kort, /besok: a card answered, visits noted, on her own page
    "own_door",  # /min-sida/lank, /in, /ut: the way in and out
    "own_passwords",  # /min-sida/logga-in, /losenord: for those who would rather have one
    "copies",  # /volontarer/<id>/kopia, /mottagare/<id>/kopia: all that is kept, for herself
    "erasures",  # /volontarer/<id>/radera, /mottagare/<id>/radera: what is told of somebody goes
    "restrictions",  # /volontarer/<id>/begransa, /mottagare/<id>/begransa: nothing is done with it
    "protected",  # /skyddade, /volontarer/<id>/skydda …: who has got protected personal data
    "own_links",  # /volontarer/<id>/egen-sida: a link to it, shown by a coordinator
    "paper",  # /anmalan/<central>/papper, /hanvisa/<central>/papper: the same, with a pen
    "signup",  # /anmalan/<central>: becoming a volunteer
    "account",  # /logga-in /konto: who is there
    "first_start",  # /forsta-start: an installation's first centre and its manager
    "about",  # /tillganglighet /om-uppgifter /oro: what everybody may read
    "health",  # /healthz: for whoever watches over the machine
]
DEVELOPMENT_ROOMS = [
    "parts",  # /parts: every part of a page in every state, the visual test
]
