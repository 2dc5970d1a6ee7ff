"""Hypothesis strategies: leads with contacts and addresses, beside the opportunities of a world.

Every key may be null or missing. Some opportunities have no lead, some one that was not given. A
call or task that names an opportunity, a contact or another call names a lead, too: what stands on
whom inside `lead(...)` is then the same whoever asks (see `lead_oracle`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st
from oracle import lead_oracle, query_oracle
from oracle.query_oracle import CONTACT, LEAD, OPPORTUNITY, STATUS_CHANGE, Query

from strategies import list_requests, query_worlds
from strategies.list_requests import DAYS, LABELS, MISSING, NAMES, NOTES, USERS, Row, maybe
from strategies.query_worlds import LEADS, World

CITIES = ("New York", "york", "São Paulo", "Haven, New", "東京")
EMAILS = ("a@b.com", "A@B.com", "ann.lee@x.org", "not an address")
PHONES = ("+1 415 555 0100", "4155550100", "(415) 555-01", "")
CONTACTS = ("cont_1", "cont_2", "cont_3")
SCOPES: Mapping[str, tuple[str, ...]] = {
    OPPORTUNITY: (STATUS_CHANGE, LEAD, LEAD, "call", "task"),
    LEAD: (CONTACT, CONTACT, OPPORTUNITY, OPPORTUNITY, "call", "task"),
    CONTACT: ("call", "task", LEAD),
    STATUS_CHANGE: ("call", LEAD),
    "call": ("task", LEAD),
    "task": ("call", LEAD),
}
"""The scopes that may stand on each kind of object, those between leads and others often."""


@dataclass(frozen=True)
class LeadWorld(World):
    """A world with leads, and Smart Views over them."""

    leads: list[Row] = field(default_factory=list)
    saved_searches: list[Row] = field(default_factory=list)
    trees: Mapping[str, Query] = field(default_factory=dict)
    """What the texts of Smart Views mean, by their ids."""

    def arguments(self) -> dict[str, Any]:
        return {
            **super().arguments(),
            "leads": self.leads,
            "saved_searches": self.saved_searches,
        }

    def objects(self, scope: str) -> Sequence[Row]:
        if scope == LEAD:
            return self.leads
        if scope == CONTACT:
            return [one for lead in self.leads for one in lead_oracle.members(lead, "contacts")]
        return super().objects(scope)

    def seen(self, scope: str) -> Sequence[Row]:
        if scope != LEAD:
            return self.objects(scope)
        return [lead_oracle.flat(lead, self.rows, self.related) for lead in self.leads]

    def scopes(self, scope: str) -> tuple[str, ...]:
        return SCOPES[scope]

    def views(self) -> tuple[str, ...]:
        return tuple(view["name"] for view in self.saved_searches)


@cache
@st.composite
def worlds(draw: st.DrawFn, max_size: int = 5) -> LeadWorld:
    """Opportunities and leads, with a history, calls and tasks."""
    world = draw(query_worlds.worlds(max_size=max_size))
    related = {name: world.related[name] for name in ("call", "task")}
    for row in (*related["call"], *related["task"]):
        row.update(draw(contact_and_lead(row)))
    leads = draw(st.one_of(leads_of().filter(bool), leads_of()))
    for row in (*world.rows, *related["call"], *related["task"]):
        row.update(draw(given_lead(leads)))
    near = query_worlds.moments_near(world)
    for lead in leads:
        lead.update(draw(query_worlds.dates_near(lead, near)))
    return LeadWorld(
        world.rows,
        world.status_changes,
        related,
        world.caller,
        world.custom_fields,
        world.relative,
        leads,
    )


def given_lead(leads: list[Row]) -> st.SearchStrategy[Row]:
    """Mostly one of the leads that are there, so that filters hit."""
    given = [{"lead_id": lead["id"]} for lead in leads]
    return st.sampled_from(({}, {}, *given, *given))


@st.composite
def contact_and_lead(draw: st.DrawFn, row: Row) -> Row:
    """A contact sometimes, and a lead where anything else is named."""
    contact = draw(st.sampled_from((None, None, *CONTACTS)))
    found = {} if contact is None else {"contact_id": contact}
    others = ("opportunity_id", "call_id", "status_change_id")
    names = contact is not None or any(row.get(name) is not None for name in others)
    if names and row.get("lead_id") is None:
        found["lead_id"] = draw(st.sampled_from(LEADS))
    return found


@cache
@st.composite
def leads_of(draw: st.DrawFn) -> list[Row]:
    """Some of the leads that opportunities have, and one that none has."""
    ids = draw(st.lists(st.sampled_from((*LEADS[:3], "lead_9")), unique=True, max_size=4))
    rows = [draw(list_requests.dicts(fields_of_leads())) for _ in ids]
    return [
        {"id": key, **list_requests.copied(list_requests.without_missing(row, {}))}
        for key, row in zip(ids, rows)
    ]


@cache
def fields_of_leads() -> dict[str, st.SearchStrategy[Any]]:
    customs = {
        name: values
        for name, values in list_requests.values_of_fields(("USD",)).items()
        if name.startswith("custom.")
    }
    return {
        "display_name": maybe(*NAMES[:4], "Bluth Company", "Acme, Inc."),
        "name": maybe(*NAMES[:4], "Bluth", "acme"),
        "status_id": maybe("stat_1", "stat_2", "Won"),
        "status_label": maybe(*LABELS, "Trial expired"),
        "description": maybe(*NOTES[:6]),
        "url": maybe("https://x.com/a?b=c", "acme.com"),
        "created_by": maybe(*USERS[:3]),
        "created_by_name": maybe(*NAMES[:5]),
        "updated_by": maybe(*USERS[:3]),
        "updated_by_name": maybe(*NAMES[:5]),
        "date_created": list_requests.moments(),
        "date_updated": list_requests.moments(),
        "contacts": several(contacts()),
        "addresses": several(addresses()),
        **customs,
        **carried(),
    }


def carried() -> dict[str, st.SearchStrategy[Any]]:
    """Fields outside the schema."""
    return {
        "location": maybe("New York", "Los Angeles", ""),
        "last_called": list_requests.moments(),
        "score": maybe(0, 3, -2, 2.5, 0.0, 20),
        "is_hot": maybe(True, False, "yes"),
        "tags": maybe(["red", "Blue sky"], [20, "20 parts"], []),
        "sms_messages": maybe(0, 1, 7),
        "any": list_requests.untyped_values(),
    }


def several(one: st.SearchStrategy[Row]) -> st.SearchStrategy[Any]:
    """A list of them, mostly; else null or no key."""
    lists = st.lists(one, max_size=3)
    return list_requests.mostly(lists, st.sampled_from((None, MISSING)))


def contacts() -> st.SearchStrategy[Row]:
    return rows_of(
        {
            "id": maybe(*CONTACTS),
            "name": maybe("Ann Lee", "Gob", "Tobias Fünke", ""),
            "title": maybe("CEO", "Head of Sales"),
            "emails": several(rows_of({"email": maybe(*EMAILS), "type": maybe("office")})),
            "phones": several(rows_of({"phone": maybe(*PHONES)})),
            "any": list_requests.untyped_values(),
        }
    )


def addresses() -> st.SearchStrategy[Row]:
    parts = {"city": maybe(*CITIES), "country": maybe("US", "JP"), "zipcode": maybe(*DAYS[:2], "1")}
    return rows_of(parts)


def rows_of(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Row]:
    return list_requests.dicts(fields).map(lambda row: list_requests.without_missing(row, {}))


def data_of(world: LeadWorld) -> query_oracle.Data:
    """All that scopes may look at, Smart Views left out."""
    return query_oracle.Data(world.status_changes, world.related, world.leads, world.rows)
