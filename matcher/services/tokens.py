"""Tokens that are shown once and kept only as a hash: a thief of the database has none."""

import hashlib
import secrets


def fresh() -> str:
    """A new token, 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def fresh_code() -> str:
    """A code to be read off a console and typed: 60 bits in three groups."""
    alphabet = "23456789abcdefghjkmnpqrstvwxyz"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(3))


def kept(token: str) -> str:
    """What is kept of it. Tokens are random already, so a plain hash is enough."""
    return hashlib.sha256(token.strip().encode()).hexdigest()
