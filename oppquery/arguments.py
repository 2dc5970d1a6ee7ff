"""The keyword arguments of a call: its data, and who asks, when and within which limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from oppquery.data.given import DataArguments, GivenData, Objects
from oppquery.limits import Limits
from oppquery.schema.custom_fields import with_custom_fields
from oppquery.schema.opportunity import opportunity_schema
from oppquery.schema.schemas import Schema
from oppquery.values.caller import Caller
from oppquery.values.date_literals import Clock
from oppquery.values.zones import read_now, read_zone

TimeZone = tzinfo | str | float
DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class RequestArguments:
    """Who asks, at which time and in which zone, and how much a request may ask for.

    Raises `TypeError` for a `user_id` that is no text or for `limits` that are no `Limits`.
    """

    now: datetime | None = None
    tz: TimeZone | None = None
    user_id: str | None = None
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        _check("limits", self.limits, Limits)
        if self.user_id is not None:
            _check("user_id", self.user_id, str)

    def caller(self) -> Caller:
        """The caller, at the time that `now` names or at the current time."""
        return Caller(Clock(read_zone(self.tz), read_now(self.now)), self.user_id)

    def caller_without_clock(self) -> Caller:
        """The caller, at the time that `now` names or at no time at all."""
        now = None if self.now is None else read_now(self.now)
        return Caller(Clock(read_zone(self.tz), now), self.user_id)


@dataclass(frozen=True, slots=True)
class CallArguments:
    """All keyword arguments of one call. Raises `TypeError` for a `currency` that is no text."""

    data: DataArguments
    request: RequestArguments

    def __post_init__(self) -> None:
        check_currency(self.data)

    def schema(self) -> Schema:
        """The opportunity, with the currency and the custom fields of the organization."""
        return schema_of(self.data)


def check_currency(data: DataArguments) -> None:
    """Raises `TypeError` for a `currency` that is no text."""
    _check("currency", data.currency, str)


def schema_of(data: DataArguments) -> Schema:
    """The opportunity, with the currency and the custom fields of the organization."""
    return with_custom_fields(opportunity_schema(data.currency), data.custom_fields)


def given_data(opportunities: Objects, data: DataArguments, schema: Schema) -> GivenData:
    """The objects of a call; raises `TypeError` when the opportunities are not iterable."""
    if not isinstance(opportunities, Iterable):
        kind = type(opportunities).__name__
        raise TypeError(f"opportunities must be an iterable of mappings, not {kind}")
    return GivenData(schema, opportunities, data)


def _check(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a {kind.__name__}, not {type(value).__name__}")
