"""A request as written: conditions, order, grouping and page, before any schema is asked.

`And` and `Or` are flat and parentheses are no node. A word keeps its raw text (`a..b`, `$3,000`,
`re*ed`): what it is, the type of its field decides. Spans and parameter names say where a node was
written; they do not count in `==`. Parameters, query text and the JSON of Smart Views all become
these nodes; what only the last can compare with is in `smart_ast`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from oppquery.errors.problems import Span as Span  # noqa: PLC0414 - others know it as `ast.Span`
from oppquery.schema.operators import Operator as Operator  # noqa: PLC0414
from oppquery.values.moments import Moment


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a parameter: its whole text, or the Python value that was passed."""

    value: str | int | date


@dataclass(frozen=True, slots=True)
class Null:
    """The empty value of a parameter: *is null*."""


@dataclass(frozen=True, slots=True)
class Word:
    """An unquoted word of a query, as it stands there."""

    text: str
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands in double quotes in a query, without its escapes."""

    text: str
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """The values of a list; none of them matches nothing."""

    values: tuple[Given | Word | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, of a field that holds a boolean."""

    value: bool
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """Who asks: `current_user` of a Smart View."""

    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TextsIn:
    """Texts that the value is one of, as a whole: ids by the letter, others in any case.

    `as_ids` compares every field by the letter.
    """

    texts: tuple[str, ...]
    as_ids: bool = False
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range of numbers, the number itself belongs to it or not."""

    number: int | Decimal
    is_low: bool
    is_open: bool
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers that keep to every bound."""

    bounds: tuple[Bound, ...]
    span: Span | None = dataclasses.field(default=None, compare=False)


class Mode(StrEnum):
    """How the words of a text condition are looked for."""

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
"""Any of them."""


Value: TypeAlias = "Given | Null | Word | Phrase | Items | SQueryValue"


@dataclass(frozen=True, slots=True)
class Condition:
    """A field compared with a value.

    `span` is that of the field's name. `depth` counts the parentheses, scopes and negations that
    stand round the value. `enclosed` says that there is any round the whole condition, where
    `sort:` and `slice:` have no place.
    """

    field: str
    operator: Operator
    value: Value
    param: str = dataclasses.field(default="query", compare=False)
    span: Span | None = dataclasses.field(default=None, compare=False)
    depth: int = dataclasses.field(default=0, compare=False)
    enclosed: bool = dataclasses.field(default=False, compare=False)


DIRECTIVES = frozenset({"sort", "slice"})
"""Names that, at the top level of a query, say something of the whole text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A bare word or phrase, which searches every text."""

    value: Word | Phrase | TextMatch


@dataclass(frozen=True, slots=True)
class Scope:
    """There is a related object for which the body holds. `span` is that of the name."""

    name: str
    body: Node
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """The object is of that kind."""

    name: str


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts hold; of none, everything matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of its parts holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Its part does not hold."""

    part: Node


Node = Condition | Term | Scope | ObjectKind | And | Or | Not


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of the order."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """What to group by: a field, or a period of a date."""

    field: str
    unit: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the tree that it was parsed to, as the value of a parameter.

    `text` is `None` when it was not text but the JSON of a Smart View. `depth` counts the
    parentheses, scopes and negations that stand in each other, as they were written.
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
