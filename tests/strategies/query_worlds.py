"""Hypothesis strategies: opportunities with a history and related objects, and who asks about them.

Every key of a status change or related object may be null or missing; some belong to nobody. Some
dates lie at the very moments that the relative dates of the world mean, or next to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from oracle import oracle, query_oracle
from oracle.query_oracle import OPPORTUNITY, STATUS_CHANGE

from strategies import list_requests
from strategies.list_requests import (
    DATE_OBJECTS,
    DAYS,
    LABELS,
    MOMENTS,
    NAMES,
    NOTES,
    USERS,
    Row,
    maybe,
)

API_TYPES = {"choice": "choices", "text": "textarea"}
FIELD_NAMES = {
    "custom.cf_text": "Lead Source",
    "custom.cf_choice": "Größe",
    "custom.cf_number": "seats (paid)",
    "custom.cf_date": "signed: on",
    "custom.cf_moment": "Kick-off",
    "custom.cf_flag": 'so-called "VIP"',
    "custom.cf_owner": "owner",
}
LISTED_FIELDS = [
    {
        "id": key.removeprefix("custom."),
        "name": FIELD_NAMES[key],
        "type": API_TYPES.get(field_type, field_type),
    }
    for key, field_type in list_requests.DECLARED.items()
]
OWNERS = ("oppo_0", "oppo_1", "oppo_2", "oppo_3", "oppo_4", "oppo_unknown")
LEADS = ("lead_1", "lead_2", "lead_3", "lead_unknown")
CALLS = ("call_0", "call_1", "call_2", "call_unknown")
CHANGES = ("acti_0", "acti_1", "acti_2")


@dataclass(frozen=True)
class World:
    """Everything that an answer depends on besides the request."""

    rows: list[Row]
    status_changes: list[Row]
    related: Mapping[str, list[Row]]
    caller: list_requests.Caller
    custom_fields: Any
    relative: tuple[Any, ...]
    """Date literals that some dates of the data are close to."""

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments that the package and the oracle share."""
        return {
            **self.caller.arguments(),
            "custom_fields": self.custom_fields,
            "status_changes": self.status_changes,
            "related": self.related,
        }

    def oracle_caller(self) -> query_oracle.QueryCaller:
        arguments = {**self.caller.arguments(), "custom_fields": self.custom_fields}
        return query_oracle.caller_of(**arguments)

    def objects(self, scope: str) -> Sequence[Row]:
        if scope == OPPORTUNITY:
            return self.rows
        return query_oracle.Data(self.status_changes, self.related).objects(scope)

    def scopes(self, scope: str) -> tuple[str, ...]:
        """The scopes that may stand on an object of this one."""
        return (STATUS_CHANGE, *self.related)

    def seen(self, scope: str) -> Sequence[Row]:
        """The objects as conditions on their fields see them."""
        return self.objects(scope)

    def views(self) -> tuple[str, ...]:
        """The names of the Smart Views that a lead may be in."""
        return ()


@cache
@st.composite
def worlds(draw: st.DrawFn, max_size: int = 6, *, alone: bool = False) -> World:
    """Opportunities, with status changes and related objects unless they stand alone."""
    caller = draw(list_requests.callers())
    rows = list_requests.opportunities(caller.currency, max_size=max_size)
    rows = draw(st.one_of(rows.filter(bool), rows.filter(bool), rows))
    changes, related = ([], {}) if alone else (draw(histories()), draw(neighbours()))
    fields = draw(st.sampled_from((list_requests.DECLARED, LISTED_FIELDS)))
    world = World(rows, changes, related, caller, fields, draw(relative_dates()))
    near = moments_near(world)
    for each in (*world.rows, *world.status_changes, *related.get("task", ())):
        each.update(draw(dates_near(each, near)))
    return world


@cache
def histories() -> st.SearchStrategy[list[Row]]:
    return objects_of("acti", status_change_fields(), 8)


@cache
def neighbours() -> st.SearchStrategy[dict[str, list[Row]]]:
    emails = st.sampled_from(((), ({"id": "mail_0", "lead_id": "lead_1"},)))
    return st.fixed_dictionaries(
        {
            "call": objects_of("call", call_fields(), 5),
            "task": objects_of("task", task_fields(), 5),
            "email": emails.map(list_requests.copied).map(list),
        }
    )


# --- dates next to relative dates


@cache
def relative_dates() -> st.SearchStrategy[tuple[Any, ...]]:
    units = st.sampled_from(("minute", "hour", *list_requests.UNITS))
    moved = st.tuples(st.sampled_from(("ago", "in")), st.sampled_from((1, 2, 3)), units)
    return st.tuples(moved, moved)


NEXT_TO = (
    timedelta(0),
    timedelta(microseconds=1),
    timedelta(microseconds=-1),
    timedelta(hours=5),
    timedelta(hours=-5),
    timedelta(days=1),
    timedelta(days=-1),
)
NEAR = {
    "date_created": "moment",
    "date_won": "day",
    "custom.cf_moment": "moment",
    "custom.cf_any": "moment",
    "custom.cf_date": "day",
    "activity_at": "moment",
    "opportunity_date_won": "day",
    "due_date": "moment",
}


def moments_near(world: World) -> st.SearchStrategy[dict[str, str]]:
    """A moment at or next to what a relative date means, and its day for the caller."""
    caller = world.oracle_caller()
    walls = [oracle.local_wall(oracle.moved(one, caller), UTC) for one in world.relative]
    return st.builds(
        lambda wall, by: texts_of(wall.replace(tzinfo=UTC) + by, world.caller.tz),
        st.sampled_from(walls),
        st.sampled_from(NEXT_TO),
    )


def texts_of(moment: Any, tz: Any) -> dict[str, str]:
    return {"moment": moment.isoformat(), "day": moment.astimezone(tz).date().isoformat()}


def dates_near(
    row: Row, near: st.SearchStrategy[dict[str, str]]
) -> st.SearchStrategy[dict[str, Any]]:
    """New dates for some of those that the row has."""
    names = [name for name in NEAR if isinstance(row.get(name), str | date)]
    if not names:
        return st.just({})
    replaced = near.map(lambda texts: {name: texts[NEAR[name]] for name in names})
    return st.one_of(st.just({}), replaced)


@st.composite
def objects_of(
    draw: st.DrawFn, name: str, fields: Mapping[str, st.SearchStrategy[Any]], most: int
) -> list[Row]:
    """Objects with ids of their own, in any order; one of them may have no id."""
    drawn = draw(st.lists(list_requests.dicts(fields), max_size=most))
    rows = [list_requests.copied(list_requests.without_missing(row, {})) for row in drawn]
    nameless = draw(st.sampled_from((None, None, 0)))
    named = [
        row if number == nameless else {"id": f"{name}_{number}", **row}
        for number, row in enumerate(rows)
    ]
    return draw(st.permutations(named))


def people() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "user_id": maybe(*USERS),
        "user_name": maybe(*NAMES),
        "created_by": maybe(*USERS[:3]),
        "created_by_name": maybe(*NAMES[:5]),
        "updated_by": maybe(*USERS[:3]),
        "updated_by_name": maybe(*NAMES[:5]),
    }


def status_change_fields() -> dict[str, st.SearchStrategy[Any]]:
    sides: dict[str, st.SearchStrategy[Any]] = {}
    for side in ("old", "new"):
        sides[f"{side}_status_id"] = maybe("stat_1", "stat_2", "Won")
        sides[f"{side}_status_label"] = maybe(*LABELS, "A*B")
        sides[f"{side}_status_type"] = maybe("active", "won", "lost")
        sides[f"{side}_pipeline_id"] = maybe("pipe_1", "pipe_2")
        sides[f"{side}_pipeline_name"] = maybe("Sales", "sales", "Renewals")
    return {
        "opportunity_id": st.sampled_from(OWNERS),
        "lead_id": maybe(*LEADS),
        "contact_id": maybe("cont_1", "cont_2"),
        "organization_id": maybe("orga_1"),
        **people(),
        **sides,
        "date_created": list_requests.moments(),
        "date_updated": list_requests.moments(),
        "activity_at": list_requests.moments(),
        "date": maybe(None, None, *DAYS[4:7], *MOMENTS[3:6]),
        "opportunity_date_won": maybe(*DAYS[:6], *MOMENTS[7:12], *DATE_OBJECTS),
        "opportunity_value": maybe(0, 50, -3, 300_000, -50_001),
        "opportunity_confidence": maybe(0, 33, 50, 100),
        "_type": maybe("OpportunityStatusChange"),
    }


def call_fields() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "opportunity_id": maybe(*OWNERS),
        "lead_id": maybe(*LEADS),
        "status_change_id": maybe(*CHANGES),
        **people(),
        "direction": maybe("inbound", "Outbound", ""),
        "duration": maybe(0, 20, 20.0, 0.1, 2024),
        "note": list_requests.notes(),
        "is_done": maybe(True, False),
        "url": maybe("https://x.com/a?b=c", "call back later"),
        "tags": maybe(["red", "Blue sky"], [20, "20 parts"], [], ["2024-05-17"]),
        "date_created": list_requests.moments(),
        "date_updated": list_requests.moments(),
        "activity_at": list_requests.moments(),
        "any": list_requests.untyped_values(),
        "custom.cf_any": list_requests.untyped_values(),
    }


def task_fields() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "opportunity_id": maybe(*OWNERS),
        "lead_id": maybe(*LEADS),
        "call_id": maybe(*CALLS),
        "status_change_id": maybe(*CHANGES),
        "assigned_to": maybe(*USERS[:3]),
        "text": maybe(*NOTES[:6]),
        "is_complete": maybe(True, False),
        "date": maybe(*DAYS[4:12]),
        "due_date": maybe(*DAYS[4:12], *MOMENTS[3:9]),
        "date_created": list_requests.moments(),
        "priority": maybe(1, 5, 40, "high", "5"),
    }
