"""The words in which the spec cases are written: objects as tables, a request twice, and an answer.

A case gives its request in the API's spelling (`params`) and as the oracle's tuples (`ask(...)`),
so that how a parameter is read is checked by something that never reads parameters.  What the
author worked out by head goes in as keywords (`ids="a c"`, `total_results=2`): the generator
writes nothing unless the oracle agrees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Row = dict[str, Any]
Params = Mapping[str, Any] | Sequence[Sequence[Any]] | str
Request = dict[str, Any]
Kind = Literal["response", "select", "keeps", "data_error"]

MISSING = ...
"""In a table: this object does not have the key at all (`None` is an explicit null)."""


@dataclass(frozen=True)
class Case:
    """One case, before its expected answer is written."""

    name: str
    kind: Kind
    objects: list[Row]
    params: Params
    request: Request
    why: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)


def rows(columns: str, *lines: tuple[Any, ...]) -> list[Row]:
    """Objects from a table: column names separated by spaces, then one tuple for each object."""
    names = columns.split()
    return [
        {name: value for name, value in zip(names, line, strict=True) if value is not MISSING}
        for line in lines
    ]


def columns(objects: Sequence[Row], *wanted: str) -> list[Row]:
    """A table with these columns alone, so that a case shows what it is about."""
    return [{name: row[name] for name in row if name in wanted} for row in objects]


def ask(
    *where: tuple[Any, ...],
    order: tuple[tuple[str, str], ...] = (),
    group: tuple[str, str | None, str] | None = None,
    limit: int | None = None,
    skip: int | None = None,
    fields: tuple[str, ...] | None = None,
) -> Request:
    """A request as the oracle reads it."""
    return {
        "where": where,
        "order": order,
        "group": group,
        "limit": limit,
        "skip": skip,
        "fields": fields,
    }


def answers(
    name: str,
    objects: list[Row],
    params: Params,
    request: Request,
    *,
    why: str | None = None,
    options: Mapping[str, Any] | None = None,
    **expect: Any,
) -> Case:
    """A case that expects a full response.

    `expect` holds figures worked out by head: `ids` of the page ("a c"), what each of its objects
    `shows`, `keys` of the groups, `groups` as key to some figures, `currencies` as code to some
    figures of `by_currency`, the names that are `absent`, or any key of the response.
    """
    return Case(name, "response", objects, params, request, why, options or {}, expect)


def selects(
    name: str,
    objects: list[Row],
    params: Params,
    request: Request,
    *,
    ids: str,
    why: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Case:
    """A case that expects `select` to give these objects in this order."""
    return Case(name, "select", objects, params, request, why, options or {}, {"ids": ids})


def refuses(
    name: str,
    objects: list[Row],
    params: Params = (),
    *,
    index: int,
    field: str,
    value: Any,
    why: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Case:
    """A case that expects a `DataError` about `field` of the object at `index`; no oracle here."""
    expect = {"index": index, "id": objects[index].get("id"), "field": field, "value": value}
    return Case(name, "data_error", objects, params or {}, ask(), why, options or {}, expect)
