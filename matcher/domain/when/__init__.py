"""When people can: how the value in `domain/availability.py` is made, compared, read and said.

patterns  ── a week in quarters of an hour × kinds of day; and, or, minus
day_parts ── what a centre means by förmiddag, eftermiddag, kväll
slots     ── what two masks have in common: the best regular hour, or how much is missing
words     ── the Swedish (and English) words that reading and saying share
reader    ── text to tokens      (used by domain/spoken_times.py)
clauses   ── tokens to clauses
echo      ── the value back in words
"""
