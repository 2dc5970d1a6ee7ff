"""The leads of the sample, what was said and is to be done with them, and Smart Views on them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

Row = dict[str, Any]

SEED = 20_251
FIRST_MOMENT = datetime(2019, 3, 4, 8, tzinfo=UTC)
LAST_MOMENT = datetime(2025, 12, 29, 18, tzinfo=UTC)
STATUSES = (
    ("stat_lead_new", "New"),
    ("stat_lead_trial", "Trial"),
    ("stat_lead_trial_over", "Trial Expired"),
    ("stat_lead_customer", "Customer"),
)
PLACES = {
    "en": (("Bristol", "GB"), ("New York", "US"), ("York", "GB"), ("San Francisco", "US")),
    "de": (("Köln", "DE"), ("Graz", "AT"), ("Zürich", "CH")),
    "es": (("Logroño", "ES"), ("Málaga", "ES")),
    "fr": (("Besançon", "FR"), ("Liège", "BE")),
    "ja": (("札幌市", "JP"), ("那覇市", "JP")),
    "el": (("Χανιά", "GR"), ("Καβάλα", "GR")),
}
PREFIXES = {"GB": "+44 117", "US": "+1 415", "DE": "+49 221", "AT": "+43 316", "CH": "+41 44"}
TITLES = ("Head of Sales", "Buyer", "CEO", "Chief Accountant", None)
INDUSTRIES = ("Logistics", "Food", "Health", "Machinery", "Media")
DIRECTIONS = ("outbound", "inbound", "missed")
CALL_NOTES = (
    "Left a voice mail.",
    "Asked for the price list, call back on Monday.",
    "No answer.",
    "Wants to bring in the board.",
    None,
)
TASKS = ("Send the offer", "Call back", "Check the contract", "Invite to the webinar")
USERS = ("user_ana", "user_ana_2", "user_jorg", "user_chloe", "user_yuki", "user_eleni")


def make_moment(rng: random.Random, first: datetime = FIRST_MOMENT) -> datetime:
    """A whole minute between two moments."""
    minutes = int((LAST_MOMENT - first) / timedelta(minutes=1))
    return first + timedelta(minutes=rng.randrange(minutes))


def make_contact(rng: random.Random, lead: Any, place: int, prefix: str) -> Row:
    """A person with addresses; some have several, some none."""
    id_, name = lead.contacts[place]
    host = f"{lead.id.lower().replace('_', '-')}.example"
    emails = [{"email": f"{box}@{host}", "type": "office"} for box in ("mail", "sales", "billing")]
    phone = f"{prefix} {rng.randrange(1_000_000, 9_999_999)}"
    return {
        "id": id_,
        "name": name,
        "title": rng.choice(TITLES),
        "emails": emails[place : place + rng.randrange(3)],
        "phones": [{"phone": phone, "type": "office"}] if rng.random() < 0.7 else [],
    }


def make_lead(rng: random.Random, lead: Any) -> Row:
    """A lead as the API returns it."""
    status_id, status_label = rng.choice(STATUSES)
    places = rng.sample(PLACES[lead.language], rng.choice((0, 1, 1, 2)))
    prefix = PREFIXES.get(places[0][1] if places else "", "+30 210")
    created = make_moment(rng)
    creator = rng.choice(USERS)
    people = range(len(lead.contacts)) if rng.random() < 0.9 else range(0)
    customs = {
        "custom.cf_industry": rng.choice(INDUSTRIES),
        "custom.cf_employees": rng.choice((3, 12, 80, 250, 1_400)),
        "custom.cf_partner": rng.random() < 0.3,
    }
    return {
        "id": lead.id,
        "organization_id": "orga_1",
        "display_name": lead.name,
        "name": lead.name,
        "status_id": status_id,
        "status_label": status_label,
        "description": rng.choice(("Found us at a fair.", "A partner's customer.", "", None)),
        "url": f"https://{lead.id.lower().replace('_', '-')}.example",
        "contacts": [make_contact(rng, lead, place, prefix) for place in people],
        "addresses": [{"city": city, "country": country} for city, country in places],
        "times_communicated": rng.choice((0, 0, 1, 4, 17)),
        "date_created": created.isoformat(),
        "date_updated": make_moment(rng, created).isoformat(),
        "created_by": creator,
        **{name: value for name, value in customs.items() if rng.random() < 0.8},
    }


def make_call(rng: random.Random, number: int, lead: Row, deal: Row | None) -> Row:
    """A call with somebody of a lead, perhaps about a deal."""
    contacts = lead["contacts"]
    return {
        "_type": "Call",
        "id": f"acti_call_{number:03}",
        "lead_id": lead["id"],
        "contact_id": rng.choice(contacts)["id"] if contacts else None,
        **({"opportunity_id": deal["id"]} if deal and rng.random() < 0.3 else {}),
        "user_id": rng.choice(USERS),
        "direction": rng.choice(DIRECTIONS),
        "duration": rng.choice((0, 35, 90, 610)),
        "note": rng.choice(CALL_NOTES),
        "activity_at": make_moment(rng).isoformat(),
    }


def make_task(rng: random.Random, number: int, lead: Row) -> Row:
    """Something to do for a lead."""
    created = make_moment(rng)
    return {
        "_type": "lead",
        "id": f"task_{number:03}",
        "lead_id": lead["id"],
        "assigned_to": rng.choice(USERS),
        "text": rng.choice(TASKS),
        "is_complete": rng.random() < 0.5,
        "date": (created + timedelta(days=rng.randrange(30))).date().isoformat(),
        "date_created": created.isoformat(),
    }


def _on_leads(*queries: Row) -> Row:
    kind = {"type": "object_type", "object_type": "lead", "negate": False}
    return {"query": {"type": "and", "queries": [kind, *queries]}, "sort": []}


def _where(field: str, condition: Row, *, negate: bool = False) -> Row:
    regular = {"type": "regular_field", "object_type": "lead", "field_name": field}
    custom = {"type": "custom_field", "custom_field_id": field.removeprefix("custom.")}
    return {
        "type": "field_condition",
        "negate": negate,
        "field": custom if field.startswith("custom.") else regular,
        "condition": condition,
    }


def _with_call(condition: Row) -> Row:
    field = {"type": "regular_field", "object_type": "activity.call", "field_name": "duration"}
    return {
        "type": "has_related",
        "this_object_type": "lead",
        "related_object_type": "activity.call",
        "related_query": {"type": "field_condition", "field": field, "condition": condition},
    }


def _view(id_: str, name: str, query: str | None, s_query: Row | None = None) -> Row:
    return {"id": id_, "name": name, "type": "lead", "query": query, "s_query": s_query}


SAVED_SEARCHES = (
    _view("save_trials", "Trials", "status:trial has:contacts sort:-created"),
    _view("save_silent", "Never called", "calls:0 opportunities > 0"),
    _view("save_offers", "Offers to send", 'task(text:"send the offer" is_complete:no)'),
    _view("save_large", "Large, not on trial", 'custom.cf_employees >= 250 -in:"Trials"'),
    _view(
        "save_spoken",
        "Spoken to for ten minutes",
        None,
        _on_leads(_with_call({"type": "number_range", "gte": 600})),
    ),
    _view(
        "save_customers",
        "Customers since 2022, not partners",
        None,
        _on_leads(
            _where("status_label", {"type": "term", "values": ["Customer"]}),
            _where("custom.cf_partner", {"type": "boolean", "value": True}, negate=True),
            _where(
                "date_created",
                {
                    "type": "moment_range",
                    "on_or_after": {
                        "type": "fixed_local_date",
                        "value": "2022-01-01",
                        "which": "start",
                    },
                    "before": None,
                },
            ),
        ),
    ),
)


def make_files(leads: list[Any], deals: list[Row]) -> dict[str, list[Row]]:
    """The rows by file name."""
    rng = random.Random(SEED)
    rows = [make_lead(rng, lead) for lead in leads]
    deals_of: dict[str, Row] = {deal["lead_id"]: deal for deal in deals if deal.get("lead_id")}
    called = [lead for lead in rows if rng.random() < 0.7]
    calls = [
        make_call(rng, number, lead, deals_of.get(lead["id"]))
        for number, lead in enumerate(rng.choices(called, k=90))
    ]
    tasks = [make_task(rng, number, rng.choice(rows)) for number in range(60)]
    return {
        "leads.json": rows,
        "calls.json": calls,
        "tasks.json": tasks,
        "saved_searches.json": list(SAVED_SEARCHES),
    }
