"""Handslag without its face: everything but the site.

Read from the bottom; a floor knows only the floors below it (pyproject.toml holds the contracts):

    cli        speaks terminal               python -m matcher week
    jobs       speaks clock                  the tick, the Monday run, the post
    settings   what an installation chooses  config/default.toml, HANDSLAG_…
    demo       invented centres to look at
    services   deeds: sign_up, open_need, run_week, decide, erase
    store      rows and questions   |  mail  letters and the post  |  sheets  Excel and CSV
    phrases    sentences for what the engine found
    languages  the same sentences in other languages
    lab        policies played over simulated years
    engine     arrays in, suggestions with reasons out
    domain     what a volunteer centre talks about
"""
