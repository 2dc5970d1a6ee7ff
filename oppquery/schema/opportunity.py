"""The opportunity: its fields and formulas (spec §2)."""

from __future__ import annotations

from typing import Final

from oppquery.schema.fields import (
    Field,
    Measure,
    Type,
    derived_field,
    named_field,
    status_field,
)
from oppquery.schema.formulas import PercentOf, TimesWhen
from oppquery.schema.kinds import OPPORTUNITIES
from oppquery.schema.schemas import Schema, SchemaRules, built_in_schema

ONE_TIME: Final = "one_time"
MONTHLY: Final = "monthly"
ANNUAL: Final = "annual"
PERIODS: Final = (ANNUAL, MONTHLY, ONE_TIME)
"""In the order of `count_by_value_period`."""
MONTHS: Final = 12
"""Months of a year: the factor of a monthly amount."""

VALUE: Final = "value"
CONFIDENCE: Final = "confidence"
PERIOD: Final = "value_period"
CURRENCY: Final = "value_currency"
STATUS_TYPE: Final = "status_type"
STATUS_TYPES: Final = ("active", "won", "lost")

EXPECTED_VALUE: Final = PercentOf(VALUE, CONFIDENCE)
"""The amount in cents that an opportunity is expected to bring: `confidence` percent of it."""

_STATUS_ID: Final = Field("status_id", Type.ID, twin="status_label")
_STATUS_LABEL: Final = Field("status_label", Type.LABEL)
_STATUS_TYPE: Final = Field(STATUS_TYPE, Type.CHOICE, choices=STATUS_TYPES)

_FIELDS: Final = (
    Field("id", Type.ID),
    Field("lead_id", Type.ID, twin="lead_name"),
    Field("lead_name", Type.TEXT),
    Field("organization_id", Type.ID),
    Field("user_id", Type.ID, twin="user_name", about_user=True),
    Field("user_name", Type.TEXT),
    Field("contact_id", Type.ID, twin="contact_name"),
    Field("contact_name", Type.TEXT),
    Field("pipeline_id", Type.ID, twin="pipeline_name"),
    Field("pipeline_name", Type.LABEL),
    _STATUS_ID,
    _STATUS_LABEL,
    _STATUS_TYPE,
    Field("status_display_name", Type.LABEL),
    status_field("status", _STATUS_LABEL, _STATUS_TYPE, _STATUS_ID),
    Field("note", Type.TEXT),
    Field(VALUE, Type.INTEGER, measure=Measure.CENTS),
    Field(PERIOD, Type.CHOICE, choices=(ONE_TIME, MONTHLY, ANNUAL), missing=ONE_TIME),
    Field(CURRENCY, Type.CHOICE, missing="USD"),
    Field(CONFIDENCE, Type.INTEGER, measure=Measure.PERCENT),
    derived_field("expected_value", Type.INTEGER, EXPECTED_VALUE, Measure.CENTS),
    derived_field(
        "annualized_value",
        Type.INTEGER,
        TimesWhen(VALUE, MONTHS, PERIOD, MONTHLY),
        Measure.CENTS,
    ),
    derived_field(
        "annualized_expected_value",
        Type.INTEGER,
        TimesWhen(EXPECTED_VALUE, MONTHS, PERIOD, MONTHLY),
        Measure.CENTS,
    ),
    Field("date_won", Type.DATE),
    Field("date_lost", Type.DATETIME),
    Field("date_created", Type.DATETIME),
    Field("date_updated", Type.DATETIME),
    Field("is_stalled", Type.BOOLEAN),
    Field("created_by", Type.ID, twin="created_by_name", about_user=True),
    Field("created_by_name", Type.TEXT),
    Field("updated_by", Type.ID, twin="updated_by_name", about_user=True),
    Field("updated_by_name", Type.TEXT),
)

_ALIASES: Final = {
    "date": "date_won",
    "won": "date_won",
    "created": "date_created",
    "updated": "date_updated",
    "lost": "date_lost",
    "name": "lead_name",
    "period": PERIOD,
    "currency": CURRENCY,
    "creator": "created_by",
    "user": "user_name",
    "lead": "lead_name",
    "contact": "contact_name",
    "pipeline": "pipeline_name",
}

_BY_NAME: Final = {field.name: field for field in _FIELDS}
_QUERY_ONLY: Final = tuple(
    named_field(name, _BY_NAME[id_], _BY_NAME[twin])
    for name, id_, twin in (
        ("user", "user_id", "user_name"),
        ("lead", "lead_id", "lead_name"),
        ("contact", "contact_id", "contact_name"),
        ("pipeline", "pipeline_id", "pipeline_name"),
        ("created_by", "created_by", "created_by_name"),
        ("updated_by", "updated_by", "updated_by_name"),
    )
)

OPPORTUNITY: Final = built_in_schema(
    OPPORTUNITIES,
    _FIELDS,
    SchemaRules(query_only={each.name: each for each in _QUERY_ONLY}),
    _ALIASES,
)


def opportunity_schema(currency: str) -> Schema:
    """The opportunity of an organization whose currency is this ISO 4217 code, in any case."""
    return OPPORTUNITY.with_fields(Field(CURRENCY, Type.CHOICE, missing=currency.upper()))
