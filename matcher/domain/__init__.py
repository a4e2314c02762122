"""What a volunteer centre talks about: plain values, states and rules of life.

    errors          what can go wrong, as a tree
    accounts        roles, owner types
    availability    when somebody can: windows, parities, absences; spoken_times reads and echoes it
    places, travel  where, how precisely, how far and how long
    vocabulary      what people write, as concepts; word_proposals for a human to pick from
    people          what volunteers and recipients have in common: languages, forms, traits
    volunteers · recipients · organisations · needs      the four nouns
    clearance · consent     what must be true before anybody is suggested
    suggestions · matches   what the engine finds, what people make of it
    plans           what is to be done, and when

Nothing here knows a database, a page, a clock or chance.
"""
