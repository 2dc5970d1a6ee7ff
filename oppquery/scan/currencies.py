"""The currency and the value period of an object."""

from __future__ import annotations

from typing import Any

from oppquery.data.readers import Read, reader
from oppquery.rows import plain_text
from oppquery.schema.fields import Field


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
