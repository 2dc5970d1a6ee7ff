"""Deep copies of the value that an object holds under a key.

A copy holds every text as a plain `str` and every integer as a plain `int`; a number of too many
digits is refused. Lists, tuples and mappings (as dicts) are copied here, and what each use does
with all other values and keys is its own: a collection holds any, an answer only those of JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from oppquery.data.readers import BadValue, check_size, check_sizes_within, whole_number
from oppquery.rows import plain_text

COPIED: Final = "a value must be one that can be copied"
_DEEPEST: Final = 200
"""Levels of lists and mappings: the encoder of `json` takes as many on any usual stack."""
COPIED_AS_THEY_ARE: Final = frozenset({str, float, bool, type(None)})


class Refused(Exception):
    """Raised by an `Other` for a value that has no place in the copy; the text is the reason."""


Other = Callable[[Any], Any]
"""The copy of a value, or of a key, that is none of text, integer, list and mapping."""


@dataclass(frozen=True, slots=True)
class Copier:
    """Makes deep copies: `other` copies other values, `key` other keys of mappings."""

    other: Other
    key: Other

    def copy(self, name: str, raw: Any) -> Any:
        """A deep copy of the raw value under a key; raises `BadValue` when there can be none."""
        try:
            return self._copied(raw, _DEEPEST)
        except BadValue:
            for element in raw if isinstance(raw, list | tuple) else (raw,):
                check_sizes_within(name, element)
            raise
        except Refused as refused:
            raise BadValue(name, raw, str(refused)) from None
        except Exception:  # a foreign object may refuse in any way
            raise BadValue(name, raw, COPIED) from None

    def _copied(self, raw: Any, levels: int) -> Any:
        if type(raw) in COPIED_AS_THEY_ARE:
            return raw
        if isinstance(raw, dict | list | tuple | Mapping):
            return self._container(raw, levels - 1)
        return _scalar(raw, self.other)

    def _container(self, raw: Any, levels: int) -> Any:
        if levels < 0:
            raise Refused(COPIED)
        if isinstance(raw, Mapping):
            return {_scalar(key, self.key): self._copied(held, levels) for key, held in raw.items()}
        copies = [self._copied(each, levels) for each in raw]
        return tuple(copies) if isinstance(raw, tuple) else copies


def _scalar(raw: Any, other: Other) -> Any:
    if isinstance(raw, str):
        return plain_text(raw)
    check_size("", raw)
    number = whole_number(raw)
    return other(raw) if number is None else number


def held_copy(name: str, raw: Any) -> Any:
    """A deep copy of any value under a key, to be held; raises `BadValue` when there can be none.

    >>> held_copy("custom.x", [{"a": {1}}])
    [{'a': {1}}]
    """
    return _HELD.copy(name, raw)


def _other(raw: Any) -> Any:
    return raw if type(raw) in _IMMUTABLE else deepcopy(raw)


_IMMUTABLE: Final = frozenset({date, datetime, Decimal})
_HELD: Final = Copier(other=_other, key=lambda key: key)
