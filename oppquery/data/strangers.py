"""Objects that are none of their kind, such as a response page among opportunities.

A missing key means null, so such an object would count as one without any value, silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, repeat
from operator import contains, not_
from typing import Any, Final

from oppquery.data.looks import ENVELOPE_KEYS, is_lead, look_of, look_of_stranger
from oppquery.errors.wording import listed, shown, suggest
from oppquery.rows import Row
from oppquery.schema.fields import CUSTOM
from oppquery.schema.formulas import Each, LengthOf
from oppquery.schema.kinds import LEADS, OPPORTUNITIES, STATUS_CHANGES
from oppquery.schema.schemas import Schema


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind whose objects are checked: its `name` in messages, and how most objects are told.

    An object with the key `mark` is of the kind. `telling` are keys that no object around others
    has as well: a batch whose objects all carry one of them needs no look, as long as the request
    missed no key. `computed` are keys that answers add.
    """

    name: str
    mark: str
    telling: frozenset[str]
    computed: frozenset[str] = frozenset()


_KINDS: Final[Mapping[str, _Kind]] = {
    OPPORTUNITIES: _Kind(
        "an opportunity",
        "value",
        frozenset({"value", "confidence", "status_type", "date_won"}),
        frozenset({"value_formatted"}),
    ),
    STATUS_CHANGES: _Kind(
        "a status change", "opportunity_id", frozenset({"opportunity_id", "new_status_type"})
    ),
    LEADS: _Kind("a lead", "display_name", frozenset({"display_name"})),
}
_ANY: Final = _Kind("", "", frozenset())
_ID: Final = "id"
_CUSTOMS: Final = CUSTOM.removesuffix(".")
"""The key of the mapping that holds custom fields."""
_REMEMBERED: Final = 1_024
"""Combinations of keys that are remembered as those of good objects."""
_KEYS_SHOWN: Final = 4
_LIKENESS: Final = 0.8
"""Likeness of a misspelt key to its field: that of `valeu` to `value`, at least."""


class Strangers:
    """Finds the objects that are none of a kind.

    An object is none when it carries no field of the kind, when it holds the objects of the kind
    as a response page does. An opportunity is none either when it carries an `id` alone of its
    fields and a key that is near another: a lead may carry any key, and any object a field more
    that is not known here. Objects of related kinds may carry any keys at all.

    >>> from oppquery.schema.opportunity import OPPORTUNITY
    >>> Strangers(OPPORTUNITY).first([{"id": "a", "value": 5}, {"id": "b", "valeu": 5}])
    (1, "an opportunity must have its fields ('valeu' is none; perhaps 'value' is meant)")
    """

    def __init__(self, schema: Schema) -> None:
        self._kind = _KINDS.get(schema.name, _ANY)
        self._schema = schema
        self._fields = self._kind.computed.union(_keys_of(schema))
        self._good: set[tuple[Any, ...]] = set()

    def are_told(self, carried: set[str], missed: set[str]) -> bool:
        """Whether keys that all objects carry tell that none is a stranger; none may be missed."""
        return self._kind is _ANY or not (missed or self._kind.telling.isdisjoint(carried))

    def first(self, rows: Sequence[Row]) -> tuple[int, str] | None:
        """The place of the first stranger and the reason why it is one, if there is any."""
        marked = list(map(contains, rows, repeat(self._kind.mark)))
        if self._kind is _ANY or all(marked):
            return None
        for place in compress(count(), map(not_, marked)):
            if (reason := self.reason(rows[place])) is not None:
                return place, reason
        return None

    def reason(self, row: Row) -> str | None:
        """Why a mapping is no object of the kind; `None` for one that is and for an empty one."""
        keys = tuple(row)
        if self._kind is _ANY or self._kind.mark in row or keys in self._good or not keys:
            return None
        reason = self._reason(row)
        if reason is None and len(self._good) < _REMEMBERED and ENVELOPE_KEYS.isdisjoint(keys):
            self._good.add(keys)
        return reason

    def _reason(self, row: Row) -> str | None:
        carried = [key for key in row if self._is_field(key, row)]
        look = look_of(row) if carried else look_of_stranger(row)
        if look is None and self._schema.name == OPPORTUNITIES and is_lead(row):
            look = "a lead: pass its `opportunities`"
        if look is not None:
            return f"{self._kind.name} must be given by itself (this looks like {look})"
        if not carried:
            return self._without_fields(row)
        is_closed = self._kind is _KINDS[OPPORTUNITIES]
        return self._misspelt(row) if is_closed and set(carried) == {_ID} else None

    def _is_field(self, key: object, row: Row) -> bool:
        if not isinstance(key, str):
            return False
        if key == _CUSTOMS:
            return isinstance(row[key], Mapping)
        return key in self._fields or key.startswith(CUSTOM)

    def _without_fields(self, row: Row) -> str:
        near = next(filter(None, map(self._perhaps, row)), "")
        return f"{self._kind.name} must have one of its fields (its keys: {_keys_shown(row)}{near})"

    def _misspelt(self, row: Row) -> str | None:
        for key in row:
            if near := self._perhaps(key):
                return f"{self._kind.name} must have its fields ({shown(key)} is none{near})"
        return None

    def _perhaps(self, key: object) -> str:
        """The field that a key perhaps means, in words; nothing where none is near.

        A name that queries use for a field may be the key of anything: `status` is no misspelt
        `status_id`.
        """
        if not isinstance(key, str) or self._schema.names(key):
            return ""
        near = suggest(key, self._fields, _LIKENESS)
        return f"; perhaps {listed(map(repr, near))} is meant" if near else ""


def _keys_shown(row: Row) -> str:
    keys = [shown(key) for key in row]
    shown_ones, others = keys[:_KEYS_SHOWN], len(keys[_KEYS_SHOWN:])
    return listed([*shown_ones, *([f"{others} more"] if others else [])], "and")


def _keys_of(schema: Schema) -> Iterator[str]:
    """The keys under which the objects of a kind hold their fields."""
    for field in schema.fields.values():
        match field.formula:
            case Each(paths):
                yield from (path[0] for path in paths)
            case LengthOf(path):
                yield path[0]
            case _ if not field.parts:
                yield field.name
    yield from schema.rules.held_under.values()
