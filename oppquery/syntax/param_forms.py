"""Parameters in any form, brought to one (spec §1).

The forms are a mapping, the multi-dict of a web framework, pairs, a URL and its query string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from oppquery.errors.problems import Problems
from oppquery.errors.wording import named, shown
from oppquery.rows import plain_text
from oppquery.schema.schemas import Schema
from oppquery.syntax.params import IN, list_items, split_name, takes_list

Params = Mapping[str, object] | Iterable[tuple[str, object]] | str | bytes
"""Parameters as a caller hands them over. `read_pairs` and the reader check names and values."""

_MULTI_DICTS: Final[Mapping[str, Callable[[Any], Iterable[tuple[Any, Any]]]]] = {
    "multi_items": lambda params: params.multi_items(),
    "lists": lambda params: _each_of(params.lists()),
    "getlist": lambda params: _each_of((name, params.getlist(name)) for name in params),
    "getall": lambda params: _each_of(
        (name, params.getall(name)) for name in dict.fromkeys(params)
    ),
}
"""By a method that only a multi-dict has, how all of its pairs are read.

`items()` gives one value of a repeated name in most of them.

- `multi_items`: Starlette and FastAPI, httpx.
- `lists`: Werkzeug and Flask, Django.
- `getlist`: Sanic.
- `getall`: multidict and aiohttp, WebOb, Bottle. Iteration may repeat a repeated name.
"""
_URL: Final = re.compile(r"https?://[^?#]*(?:\?([^#]*))?", re.IGNORECASE)
_UNDECODED: Final = re.compile("[\udc80-\udcff]")
_FIRST_UNDECODED: Final = 0xDC00
_NAMES: Final = {str}
_PLAIN: Final = {str, int, bool, type(None)}


def read_pairs(params: object, schema: Schema, problems: Problems) -> Mapping[str, Any]:
    """The parameters by name, whatever form they came in; a name given twice is a problem.

    Of a repeated `__in` the items join. Names and texts are plain, also those in lists.
    """
    if type(params) is dict and set(map(type, params)) <= _NAMES:
        if set(map(type, params.values())) <= _PLAIN:
            return params
        return {name: _plain(value) for name, value in params.items()}
    values: dict[str, list[Any]] = {}
    for name, value in _pairs(params, problems):
        if isinstance(name, str):
            values.setdefault(plain_text(name), []).append(_plain(value))
        else:
            problems.add(shown(name), "bad_parameters", f"{shown(name)} is no name of a parameter")
    return {name: _one_value(name, given, schema, problems) for name, given in values.items()}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return plain_text(value)
        case list() | tuple():
            return [plain_text(each) if isinstance(each, str) else each for each in value]
        case _:
            return value


def _one_value(name: str, values: list[Any], schema: Schema, problems: Problems) -> Any:
    """The value of a parameter from all that were given; only those of `__in` may be several."""
    if len(values) == 1:
        return values[0]
    base, suffix = split_name(name, schema)
    field = schema.field(base)
    has_list = field is not None and takes_list(field)
    if has_list and suffix == IN:
        return _joined(values)
    hint = f": for any of several values take {named(base + IN)}" if has_list and not suffix else ""
    times = "twice" if len(values) == 2 else f"{len(values)} times"
    problems.add(name, "duplicate_parameter", f"is given {times}{hint}")
    return values[0]


def _joined(values: list[Any]) -> Any:
    """The items of several lists, or the first value that is no list."""
    lists = [list_items(value) for value in values]
    if None in lists:
        return values[lists.index(None)]
    return [item for items in lists for item in items or ()]


def _pairs(params: object, problems: Problems) -> Iterator[tuple[Any, Any]]:
    match params:
        case str():
            yield from _url_pairs(plain_text(params), problems)
        case bytes():
            yield from _url_pairs(params.decode(errors="surrogateescape"), problems)
        case _ if (pairs := _multi_dict_pairs(params)) is not None:
            yield from pairs
        case Mapping():
            yield from params.items()
        case Iterable() if not isinstance(params, bytearray):
            for pair in params:
                if isinstance(pair, list | tuple) and len(pair) == 2:
                    yield pair[0], pair[1]
                else:
                    _no_parameters(pair, problems)
        case _:
            _no_parameters(params, problems)


def _multi_dict_pairs(params: object) -> Iterable[tuple[Any, Any]] | None:
    """All pairs of the multi-dict of a web framework, `None` for anything else."""
    for method, pairs in _MULTI_DICTS.items():
        if callable(getattr(type(params), method, None)):
            return pairs(params)
    return None


def _each_of(lists: Iterable[tuple[Any, Iterable[Any]]]) -> Iterator[tuple[Any, Any]]:
    return ((name, value) for name, values in lists for value in values)


def _no_parameters(given: object, problems: Problems) -> None:
    problems.add(
        "params",
        "bad_parameters",
        f"parameters are a mapping, pairs, a URL or its query string, not {shown(given)}",
    )


def _url_pairs(text: str, problems: Problems) -> Iterator[tuple[str, str]]:
    """The pairs of a query string, or of a whole URL without its fragment."""
    from urllib.parse import parse_qsl

    query = (url[1] or "") if (url := _URL.match(text)) else text
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="surrogateescape")
    for name, value in pairs:
        if _UNDECODED.search(name + value):
            problems.add(_escaped(name), "bad_encoding", "the bytes are not UTF-8")
        else:
            yield name, value


def _escaped(name: str) -> str:
    """A name with the bytes that are not UTF-8 as they stand in the URL."""
    return _UNDECODED.sub(lambda found: f"%{ord(found[0]) - _FIRST_UNDECODED:02X}", name)
