"""What data a request may ask beside its objects: which kinds there are, and what they carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from oppquery.plan import Link
from oppquery.schema import Schema

STATUS_CHANGES: Final = "status_change"
LEADS: Final = "lead"
ARGUMENTS: Final[Mapping[str, str]] = {STATUS_CHANGES: "status_changes", LEADS: "leads"}
"""The argument that gives the data of a scope; every other scope is one of `related`."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The scopes whose objects were given, and what tells the schema of one of them."""

    scopes: tuple[str, ...]
    schema: Callable[[str], Schema]


def links(levels: tuple[str, ...]) -> tuple[Link, ...]:
    """How an object in a scope names what it belongs to, the nearest first (spec §5.7).

    `levels` are the kinds of the objects that it may stand on, the nearest first.
    """
    return tuple(
        link
        for level, kind in enumerate(levels)
        for link in _LINKS.get(kind, _by_own_id)(level, kind)
    )


def _by_own_id(level: int, kind: str) -> tuple[Link, ...]:
    return (Link(level, f"{kind}_id", "id"),)


def _of_opportunity(level: int, kind: str) -> tuple[Link, ...]:
    return (Link(level, "opportunity_id", "id"), Link(level, "lead_id", "lead_id"))


_LINKS = {"opportunity": _of_opportunity}
