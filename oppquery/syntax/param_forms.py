"""Parameters in any form, a mapping, pairs or a URL query string, brought to one (spec §1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from oppquery.errors.problems import Problems
from oppquery.errors.wording import named, shown
from oppquery.rows import plain_text
from oppquery.schema.schemas import Schema
from oppquery.syntax.params import IN, split_name, takes_list

ParamValue = str | int | bool | date | list[Any] | tuple[Any, ...] | None
Params = Mapping[str, ParamValue] | Iterable[tuple[str, ParamValue]] | str

_UNDECODED: Final = re.compile("[\udc80-\udcff]")
_FIRST_UNDECODED: Final = 0xDC00
_NAMES: Final = {str}
_PLAIN: Final = {str, int, bool, type(None)}


def read_pairs(params: object, schema: Schema, problems: Problems) -> Mapping[str, Any]:
    """The parameters by name, whatever form they came in; a name given twice is a problem.

    Names and texts are plain, also those in lists.
    """
    if isinstance(params, dict) and set(map(type, params)) <= _NAMES:
        if set(map(type, params.values())) <= _PLAIN:
            return params
        return {name: _plain(value) for name, value in params.items()}
    first: dict[str, Any] = {}
    counts: Counter[str] = Counter()
    for name, value in _pairs(params, problems):
        if isinstance(name, str):
            name = plain_text(name)
            first.setdefault(name, _plain(value))
            counts[name] += 1
        else:
            problems.add(shown(name), "bad_parameters", f"{shown(name)} is no name of a parameter")
    for name, count in counts.items():
        if count > 1:
            problems.add(name, "duplicate_parameter", _repeated(name, count, schema))
    return first


def _plain(value: Any) -> Any:
    match value:
        case str():
            return plain_text(value)
        case list() | tuple():
            return [plain_text(each) if isinstance(each, str) else each for each in value]
        case _:
            return value


def _repeated(name: str, count: int, schema: Schema) -> str:
    times = "twice" if count == 2 else f"{count} times"
    base, suffix = split_name(name, schema)
    field = schema.field(base)
    if suffix or field is None or not takes_list(field):
        return f"is given {times}"
    return f"is given {times}: for any of several values take {named(base + IN)}"


def _pairs(params: object, problems: Problems) -> Iterator[tuple[Any, Any]]:
    match params:
        case str():
            yield from _url_pairs(plain_text(params), problems)
        case Mapping():
            yield from params.items()
        case bytes() | bytearray():
            _no_parameters(params, problems)
        case Iterable():
            for pair in params:
                if isinstance(pair, list | tuple) and len(pair) == 2:
                    yield pair[0], pair[1]
                else:
                    _no_parameters(pair, problems)
        case _:
            _no_parameters(params, problems)


def _no_parameters(given: object, problems: Problems) -> None:
    problems.add(
        "params",
        "bad_parameters",
        f"parameters are a mapping, pairs or a URL query string, not {shown(given)}",
    )


def _url_pairs(query: str, problems: Problems) -> Iterator[tuple[str, str]]:
    from urllib.parse import parse_qsl

    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="surrogateescape")
    for name, value in pairs:
        if _UNDECODED.search(name + value):
            problems.add(_escaped(name), "bad_encoding", "the escaped bytes are not UTF-8")
        else:
            yield name, value


def _escaped(name: str) -> str:
    """A name with the bytes that are not UTF-8 as they stand in the URL."""
    return _UNDECODED.sub(lambda found: f"%{ord(found[0]) - _FIRST_UNDECODED:02X}", name)
