"""A request resolved: fields, typed values and intervals; hashable, and it prints itself.

A test on a missing value is false, and `Not` of it is true; negation stays where it is written.
`AllOf(())` is everything and `AnyOf(())` nothing. The values inside tests are what `data.readers`
makes of raw ones: case-folded choices and labels, days since 1970-01-01, microseconds since
1970-01-01T00:00Z, whole cents.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from oppquery.schema.fields import Field
from oppquery.values.calendar import Unit
from oppquery.values.zones import Zone

Number = int | Decimal
Scalar = str | int | Decimal | bool


@dataclass(frozen=True, slots=True)
class In:
    """The value is one of these."""

    values: frozenset[Scalar]


@dataclass(frozen=True, slots=True)
class Range:
    """The value lies between two bounds, each open or closed; `None` is no bound."""

    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_closed: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """The whole text fits a pattern, whose pieces stood between its wildcards."""

    pieces: tuple[str, ...]


class Fit(StrEnum):
    """How one word of a text must fit."""

    WHOLE = "whole"
    PREFIX = "prefix"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class FittedWord:
    """A folded word, or for a pattern a word with wildcards."""

    text: str
    fit: Fit = Fit.WHOLE


@dataclass(frozen=True, slots=True)
class Words:
    """The text has these words in order, next to each other."""

    words: tuple[FittedWord, ...]


@dataclass(frozen=True, slots=True)
class RawTextIn:
    """The raw text as a whole, in any case where `folded`, is one of these."""

    texts: frozenset[str]
    folded: bool


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """Neither null, "" nor []. With `above_zero` a number must also be > 0."""

    above_zero: bool = False


@dataclass(frozen=True, slots=True)
class NotNull:
    """The value is not null."""


@dataclass(frozen=True, slots=True)
class ByKind:
    """A test by the kind of the value, for a field without a declared type; `None` is false."""

    number: In | Range | None = None
    day: Range | None = None
    instant: Range | None = None
    boolean: In | None = None
    text: Words | None = None


Test = In | Range | Like | Words | RawTextIn | NotEmpty | NotNull | ByKind


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test on one field.

    `per_caller` says that the test was made from a date or from `me`, so that it may be another
    for another caller.
    """

    field: Field
    test: Test
    per_caller: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class Search:
    """The words stand in one of these fields, or in another string of the object.

    `prefix` says which other keys count: `custom.` all custom fields, `""` every key, `None` none;
    within the `nested` ones every string does.
    """

    words: Words
    fields: tuple[str, ...]
    prefix: str | None
    nested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How a related object names the object that it belongs to.

    `key` is its key with the id, `own` the key of that object, `level` how many scopes out the
    object stands: 0 is the one that the scope stands on.
    """

    level: int
    key: str
    own: str


@dataclass(frozen=True, slots=True)
class Held:
    """The related objects stand in the list under `key` of the object itself."""

    key: str


Links = tuple[Link, ...] | Held


@dataclass(frozen=True, slots=True)
class Exists:
    """There is a related object of a kind for which `where` holds.

    The first of `links` whose key the related object has says which object it belongs to.
    """

    kind: str
    links: Links
    where: Node


@dataclass(frozen=True, slots=True)
class Counted:
    """How many related objects of a kind there are for which `where` holds passes a test.

    Of those that an object holds itself it may carry the number alone, under the key `stored`.
    """

    kind: str
    links: Links
    where: Node
    test: Test
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The objects whose id falls in one of several parts, counted from 1: a stable partition."""

    part: int
    parts: int


Node = Leaf | AllOf | AnyOf | Not | Search | Exists | Counted | Slice


@dataclass(frozen=True, slots=True)
class Order:
    """One key of the order: nulls last in both directions, ties in input order."""

    field: Field
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """What makes a group: the value of a field, or with a `unit` the period that holds its date.

    `twin` is the field with the name of the value. `zone` is the caller's for a period of a
    datetime, whose days begin at the caller's midnight; it is UTC for every other grouping.
    """

    field: Field
    unit: Unit | None
    twin: Field | None
    descending: bool
    zone: Zone


@dataclass(frozen=True, slots=True)
class Plan:
    """One request, resolved. `limit` is `None` when everything is asked for."""

    where: Node
    order: tuple[Order, ...]
    group: Grouping | None
    fields: tuple[str, ...] | None
    skip: int
    limit: int | None
