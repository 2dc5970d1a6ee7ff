"""Objects as APIs and pipelines write them to files, taken out of what is around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from oppquery.data.looks import FAILURE, is_failure, is_lead
from oppquery.errors.wording import listed, shown
from oppquery.schema.kinds import OPPORTUNITIES

_MESSAGES: Final = frozenset(
    {
        *("SCHEMA", "STATE", "ACTIVATE_VERSION", "BATCH"),
        *("LOG", "TRACE", "CONTROL", "SPEC", "CATALOG", "CONNECTION_STATUS"),
    }
)
"""The types of messages of Singer and of Airbyte that hold no object."""


class NoObjects(Exception):
    """A value that holds no objects; the text says what it holds."""


def unwrapped(values: Iterable[Any], kind: str) -> list[Any]:
    """The objects of a kind in some JSON values, in order.

    Taken apart are response pages, records of Singer and Airbyte (their other messages are left
    out, and so are the streams of other kinds) and, for opportunities, what holds them under
    `opportunities`, as leads do. Any other value is an object itself. Raises `NoObjects` for the
    answer to a request that failed, and for records of several streams, none of them of the kind.

    >>> unwrapped([{"data": [{"id": "a"}], "has_more": True}, {"id": "b"}], "opportunity")
    [{'id': 'a'}, {'id': 'b'}]
    """
    return list(_objects(_records(list(values), kind), kind))


def _objects(values: Iterable[Any], kind: str) -> Iterator[Any]:
    for value in values:
        match value:
            case {"data": list() as held} if "id" not in value:
                yield from _objects(held, kind)
            case {"opportunities": list() as held} if kind == OPPORTUNITIES and is_lead(value):
                yield from held
            case dict() if is_failure(value):
                raise NoObjects(f"{FAILURE}: {shown(value)}")
            case _:
                yield value


def _records(values: list[Any], kind: str) -> Iterator[Any]:
    """The values, and in the place of messages the objects that they hold of the kind's stream."""
    messages = [_message(value) for value in values]
    wanted = _wanted([stream for stream, _ in filter(None, messages)], kind)
    for value, message in zip(values, messages):
        if message is None:
            yield value
        elif message[0] in wanted:
            yield message[1]


def _message(value: Any) -> tuple[str | None, Any] | None:
    """The stream and the object of a message, `None` for both where it has none."""
    match value:
        case {"type": "RECORD", "record": {"data": dict() as held, **record}}:
            return str(record.get("stream")), held
        case {"type": "RECORD", "record": dict() as held, **message}:
            return str(message.get("stream")), held
        case {"_airbyte_data": dict() as held}:
            return "", held
        case {"type": str() as type_, **rest} if type_ in _MESSAGES and "id" not in rest:
            return None, None
    return None


def _wanted(streams: Iterable[str | None], kind: str) -> frozenset[str]:
    """The stream of the kind; where there is one stream alone, that one whatever its name."""
    names = {stream for stream in streams if stream is not None}
    own = frozenset(name for name in names if _is_of(name, kind))
    if len(names) > 1 and not own:
        raise NoObjects(f"records of {listed(sorted(names), 'and')}, none of them of {kind}")
    return own or frozenset(names)


def _is_of(stream: str, kind: str) -> bool:
    words = stream.casefold().replace("-", "_")
    return any(words.endswith(ending) for ending in (kind, f"{kind}s", f"{kind[:-1]}ies"))
