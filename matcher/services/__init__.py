"""Deeds. Each reads like a minute of a meeting: find, refuse, change, record.

A deed takes the session, what it is about, then keyword-only `centre` (the fence), `by` (the
account that does it; None is the clock or a visitor) and `at` (the moment, from the door). It
never commits: the door does, so that the deed, its audit line and its letter are in or out
together. What it gives a page is a plain frozen value, never a row.

The modules lie side by side and sort by whom or what they are about; the first word finds them:

volunteers, clearances       who helps, what is done of the clearance; own_*: the page of one's own
recipients, needs            who waits, and for what; recipient_*, need_*; promises; organisations
signups, referrals, ways_in  how people come in, and where each stands on the way; robots
erasure, restrictions        what goes of a person, and what rests; copies: all of it, for her
pause_watch                  who rests without a last day, and is called every sixth week
same_person                  who may be here twice, for her own page
protected                    who gets protected personal data: a pseudonym is left
imports, exports             lists in (import_*: a step of it each; duplicates, twins) and out
said_gone                    who has died or left by a list: held until a person has answered
weeks, suggestions           the Monday run; week_*: its pages, upkeep and differences
answers, bottlenecks         why, why not, what would help; answer_lists, whatif, dial(_curve)
matches                      the life of a match; match_*: a stage, a view or a list of it each
concerns                     what somebody has seen (R70); concern_*: its pages, its next day
meetings, calls, start       the coordinator's day; todos, caseloads, search, stories, trail
letters, outbox, drawer      what is written to people, and what stops it
accounts, sign_ins, centres  who may sign in, and the centre's own settings
"""
