"""What people type, turned into values that cannot be wrong; faults keyed by field.

One file a room, with the room's noun; `fields` holds the fields that several share.
"""
