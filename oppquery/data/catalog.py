"""The data that a request may ask for: the kinds of objects given, and the keys that they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oppquery.plan import Link
from oppquery.schema.kinds import LEADS, OPPORTUNITIES
from oppquery.schema.schemas import Schema

if TYPE_CHECKING:
    from oppquery.data.saved_searches import SavedSearches


_SINGULARS: Final = (("ies", "y"), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class Catalog:
    """The scopes whose objects were given, with functions that describe each of them.

    `schema` gives the schema of a scope, `has_key` whether one of its objects has a key, and
    `saved_searches` the Smart Views, `None` when none were given.
    """

    scopes: tuple[str, ...]
    schema: Callable[[str], Schema]
    has_key: Callable[[str, str], bool]
    saved_searches: SavedSearches | None

    def counted(self, plural: str) -> str | None:
        """The kind of given objects of which a name is the plural, `None` if there is none."""
        for ending, singular in _SINGULARS:
            kind = plural.removesuffix(ending) + singular
            if plural.endswith(ending) and kind in self.scopes:
                return kind
        return None


def links(kind: str, levels: tuple[str, ...]) -> tuple[Link, ...]:
    """The links from objects of a kind to their owners, the nearest owner first (spec §5.7).

    `levels` are the kinds of the owners, the nearest first. A lead belongs to each object that has
    its id.
    """
    if kind == LEADS:
        return (Link(0, "id", "lead_id"),)
    return tuple(
        link
        for level, owner in enumerate(levels)
        for link in _LINKS.get(owner, _by_own_id)(level, owner)
    )


def _by_own_id(level: int, owner: str) -> tuple[Link, ...]:
    return (Link(level, f"{owner}_id", "id"),)


def _of_opportunity(level: int, owner: str) -> tuple[Link, ...]:
    return (Link(level, "opportunity_id", "id"), Link(level, "lead_id", "lead_id"))


_LINKS: Final = {OPPORTUNITIES: _of_opportunity}
