"""The currency and the value period of an object, and the only currency of a set of matches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oppquery.data.readers import Read, reader
from oppquery.errors.errors import Problem, QueryError
from oppquery.errors.wording import listed
from oppquery.rows import plain_text
from oppquery.schema.fields import Field
from oppquery.schema.opportunity import CURRENCY
from oppquery.schema.schemas import Schema


def currency_code(field: Field) -> Read:
    """The function from a raw currency to its code in capitals; raises `BadValue`.

    The code of null and of an empty text is that of the organization.
    """
    read, missing = reader(field), field.missing or ""

    def code(raw: Any) -> str:
        if raw is None:
            return missing
        read(raw)
        return plain_text(raw).upper() or missing

    return code


def period_of(field: Field) -> Read:
    """The function from a raw value period to the plain one; raises `BadValue`."""
    read = reader(field)
    return lambda raw: field.missing if raw is None else read(raw)


def one_currency(found: Iterable[str], schema: Schema) -> str:
    """The only currency among some codes; without any code that of the organization.

    Raises `QueryError` for several, because amounts in several currencies do not add up.
    """
    codes = sorted(set(found))
    if len(codes) > 1:
        message = (
            f"the matches have amounts in {listed(codes, 'and')}, which do not add up: "
            f"filter by value_currency, for example value_currency={codes[0]}"
        )
        problem = Problem(CURRENCY, "mixed_currencies", message, expected=tuple(codes))
        raise QueryError([problem])
    return codes[0] if codes else schema.fields[CURRENCY].missing or ""
