"""Deeds. Each reads like a minute of a meeting: find, refuse, change, record.

A deed takes the session, what it is about, then keyword-only `centre` (the fence), `by` (the
account that does it; None is the clock or a visitor) and `at` (the moment, from the door). It
never commits: the door does, so that the deed, its audit line and its letter are in or out
together. What it gives a page is a plain frozen value, never a row.
"""
