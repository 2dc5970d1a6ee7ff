"""What the conditions of a Smart View's JSON compare with, as written (spec §12)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from oppquery.moments import Moment
from oppquery.unreadable import Span


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, of a field that holds a boolean."""

    value: bool
    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `current_user` of a Smart View."""

    span: Span | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Wholes:
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


Smart = Flag | Caller | Wholes | NumberRange | TextMatch | MomentRange
"""Any of them."""
