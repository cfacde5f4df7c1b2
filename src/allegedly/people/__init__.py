"""People who share a desk: passwords, sessions, tokens, and an OpenID provider where one is set."""

from allegedly.people.keeper import Hours, StoredPeople

__all__ = ["Hours", "StoredPeople"]
