"""The nodes of a query as it is written: what `parse_query` returns and `format_query` takes.

The tree knows no schema: it says which field is compared with which word, not whether there is
such a field. Nodes are frozen dataclasses, for `match` statements:

- `And`, `Or`, `Not` join others. They are flat, and parentheses are no node: `a (b c)` is one `And`
  of three parts. `And(())` is everything: the empty text, and `*`.
- `Condition` compares a field with a `Word`, a `Phrase` or, by `Operator.IN`, with `Items`.
  `f != v` is `Not` of a condition, and `note:(a or b)` is `Or` of two.
- `Term` is a bare word or phrase, which searches every text.
- `Scope` is `name(…)`: there is a related object for which its body holds.

A word keeps its raw text (`a..b`, `$3,000`, `re*ed`): the type of its field decides what it is.
A `span` is where a node begins and ends in the text; it does not count in `==`.

>>> from oppquery import parse_query
>>> def fields(node):
...     match node:
...         case And(parts) | Or(parts):
...             return {name for part in parts for name in fields(part)}
...         case Not(part) | Scope(body=part):
...             return fields(part)
...         case Condition(field):
...             return {field}
...         case Term():
...             return set()
>>> sorted(fields(parse_query("acme value > $100 or not call(direction:outbound)")))
['direction', 'value']

Parameters and the JSON of Smart Views become these nodes, too. `__all__` lists the classes that a
parsed text is made of.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from oppquery.errors.problems import Span
from oppquery.schema.operators import Operator
from oppquery.values.moments import Moment

__all__ = [
    "And",
    "Condition",
    "Items",
    "Node",
    "Not",
    "Operator",
    "Or",
    "Phrase",
    "Scope",
    "Span",
    "Term",
    "Word",
]


# --- values of a query text


@dataclass(frozen=True, slots=True)
class Word:
    """An unquoted word, as it is written.

    >>> from oppquery import parse_query
    >>> parse_query("value:1..5").value
    Word(text='1..5', span=(6, 10))
    """

    text: str
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    r"""The text between double quotes, its `\"` and `\\` read."""

    text: str
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """The values of a list. No value at all, of an empty parameter `__in`, matches nothing.

    >>> from oppquery import parse_query
    >>> [item.text for item in parse_query('status in (won, "Demo Completed")').value.values]
    ['won', 'Demo Completed']
    """

    values: tuple[Given | Word | Phrase, ...]


# --- values of a parameter


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a parameter: its whole text, or the Python value that was passed."""

    value: str | int | date


@dataclass(frozen=True, slots=True)
class Null:
    """The empty value of a parameter, which means *is null*."""


# --- values of the JSON of a Smart View


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, of a field that holds a boolean."""

    value: bool
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """The user who asks: `current_user` of a Smart View."""

    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TextsIn:
    """Texts, one of which must be the whole value: ids exactly, other fields in any case.

    With `as_ids` every field is compared exactly.
    """

    texts: tuple[str, ...]
    as_ids: bool = False
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range of numbers; the number itself is in the range unless it `is_open`."""

    number: int | Decimal
    is_low: bool
    is_open: bool
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers within every bound."""

    bounds: tuple[Bound, ...]
    span: Span | None = dataclasses.field(default=None, compare=False)


class Mode(StrEnum):
    """How the words of a text are looked for.

    All of them anywhere, all in order, or each as the beginning of a word anywhere.
    """

    FULL_WORDS = "full_words"
    PHRASE = "phrase"
    BEGINNING_OF_WORDS = "beginning_of_words"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A text to look for and how."""

    text: str
    mode: Mode
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class MomentRange:
    """From one moment (included) to before another; `None` is no bound."""

    on_or_after: Moment | None
    before: Moment | None
    span: Span | None = dataclasses.field(default=None, compare=False)


SQueryValue = Flag | CurrentUser | TextsIn | NumberRange | TextMatch | MomentRange
"""A value that only the JSON of a Smart View has."""
Value: TypeAlias = "Given | Null | Word | Phrase | Items | SQueryValue"


# --- nodes


@dataclass(frozen=True, slots=True)
class Condition:
    """A field compared with a value.

    - `field`: its name as it is written, without quotes.
    - `param`: the parameter that the condition comes from.
    - `span`: the place of the name.
    - `depth`: the parentheses, scopes and negations round the value.
    - `enclosed`: whether any of them is round the whole of a `sort:` or `slice:`, which may only
      stand at the top level.

    >>> from oppquery import parse_query
    >>> parse_query("value >= $5,000").operator
    <Operator.GREATER_EQUAL: '>='>
    """

    field: str
    operator: Operator
    value: Value
    param: str = dataclasses.field(default="query", compare=False)
    span: Span | None = dataclasses.field(default=None, compare=False)
    depth: int = dataclasses.field(default=0, compare=False)
    enclosed: bool = dataclasses.field(default=False, compare=False)


DIRECTIVES: Final = frozenset({"sort", "slice"})
"""Names that, at the top level of a query, count for the whole text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A bare word or phrase, which searches every text."""

    value: Word | Phrase | TextMatch


@dataclass(frozen=True, slots=True)
class Scope:
    """`name(body)`: there is a related object of that kind for which the body holds.

    `span` is the place of the name. Of `call()` the body is `And(())`.
    """

    name: str
    body: Node
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """The object is of a kind: `object_type` of a Smart View."""

    name: str


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts hold. Of no part it is true: everything matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of its parts holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Its part does not hold; it is true of an object in which the field is missing."""

    part: Node


Node = Condition | Term | Scope | ObjectKind | And | Or | Not

EVERYTHING: Final = And(())
"""The tree of the empty text, which every object matches."""
"""Any node of a tree. `ObjectKind` comes from Smart Views alone."""


# --- a whole request


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of the order."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """A field to group by, or with a `unit` the periods of its date."""

    field: str
    unit: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the value of a parameter, and the tree that it was parsed to.

    `text` is `None` for the JSON of a Smart View. `depth` counts the parentheses, scopes and
    negations inside one another, as they were written.
    """

    param: str
    text: str | None
    tree: Node
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that one call asks for; `None` is *not given*."""

    where: tuple[Condition, ...]
    order: tuple[OrderKey, ...] = ()
    group: Grouping | None = None
    fields: tuple[str, ...] | None = None
    skip: int | None = None
    limit: int | None = None
    query: Query | None = None
    lead_query: Query | None = None
    lead_view: str | None = None

    @property
    def asks_query(self) -> bool:
        """Whether there is anything in the query language, or a filter by the lead."""
        return any(each is not None for each in (self.query, self.lead_query, self.lead_view))
