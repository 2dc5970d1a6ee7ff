"""Bad leads never pass silently: the lead's place among the leads, the field and the value."""

from typing import Any

from .vocabulary import Case, ask

OWNED = [{"id": "a", "lead_id": "lead_a"}, {"id": "b", "lead_id": "lead_b"}]


def bad(name: str, field: str, value: Any, text: str, why: str | None = None) -> Case:
    """A good lead, then one whose `field` holds `value`, which the lead query reads."""
    given = [{"id": "lead_a"}, {"id": "lead_b", field: value}]
    expect = {"index": 1, "id": "lead_b", "field": field, "value": value}
    params = {"lead_query": text}
    return Case(name, "data_error", OWNED, params, ask(), why, {"leads": given}, expect)


def bad_lead(name: str, lead: Any) -> Case:
    expect = {"index": 1, "id": None, "field": "", "value": lead}
    given = [{"id": "lead_a"}, lead]
    params = {"lead_query": "*"}
    return Case(name, "data_error", OWNED, params, ask(), None, {"leads": given}, expect)


CASES: tuple[Case, ...] = (
    bad("a name that is a number", "name", 5, "name:acme"),
    bad("a date that does not parse", "date_created", "17/05/2024", "created:2024"),
    bad("a date without dashes", "date_updated", "20240517", "updated:2024"),
    bad("an id that is a number", "status_id", 5, "status_id:stat_1"),
    bad("a label that is a list", "status_label", ["Trial"], "status_label:trial"),
    bad("contacts that are a text", "contacts", "Ann", "contacts > 0"),
    bad("contacts that are an object", "contacts", {"name": "Ann"}, "contact:ann"),
    bad("addresses that are a number", "addresses", 2, "addresses:2", "a list is counted"),
    bad_lead("a lead that is a text", "lead_b"),
    bad_lead("a lead that is a list", [{"id": "lead_b"}]),
    bad_lead("a lead that is null", None),
)
