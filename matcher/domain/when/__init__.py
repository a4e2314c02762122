"""When people can: how the value in `domain/availability.py` is made and compared.

day_parts   what a centre means by morning, forenoon, evening
patterns    a week: quarters of an hour × kinds of day; and, or, minus
pieces      patterns that change on certain days; absences; laid out over real days
slots       what two people's weeks have in common: the best regular hour, or what is missing
as_json     plain lists and strings, and back
"""
