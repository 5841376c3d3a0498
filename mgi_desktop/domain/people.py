"""The names of people, who are keys: what to show where a key has no name, or where several have the same."""

from collections.abc import Mapping

from .fingerprints import short


def name_of(people: Mapping[str, str], author: str) -> str:
    """Return the name to show for an author, of the names that people gave, by author.

    Words of the key stand for a name that is missing, and beside one that several keys have given.
    """
    name, words = people.get(author) or author.removeprefix("name:"), short(author)
    if not words:
        return name
    if not people.get(author):
        return words
    return f"{name} ({words})" if _has_namesake(people, author) else name


def _has_namesake(people: Mapping[str, str], author: str) -> bool:
    name = people[author].casefold()
    return any(one != author and other.casefold() == name and short(one) for one, other in people.items())
