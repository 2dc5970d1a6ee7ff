"""Objects that are none of their kind are refused, and those with a field of it are not."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .vocabulary import Case, refuses

GOOD = {"id": "good", "lead_id": "lead_1", "value": 1}
EVENT = {"id": "ev_1", "object_type": "opportunity", "action": "updated", "lead_id": "lead_1",
         "date_updated": "2024-05-17T10:30:00.000000", "data": GOOD}


def strange(name: str, row: Any, params: Any = (), why: str | None = None) -> Case:
    return refuses(name, [GOOD, row], params, index=1, field="", value=row, why=why)


CASES: tuple[Case, ...] = (
    strange("a response page", {"has_more": False, "data": [GOOD]},
            why="counted as one opportunity worth 0 otherwise"),
    strange("a response page, under a filter", {"has_more": False, "data": [GOOD]},
            {"status_type": "won"}),
    strange("a response page, under a text search", {"has_more": False, "data": [GOOD]},
            {"query": "nothing"}),
    strange("a webhook body", {"subscription_id": "whsub_1", "event": EVENT}),
    strange("an event", EVENT, why="it shares ids and dates with opportunities"),
    strange("a Singer record", {"type": "RECORD", "stream": "opportunities", "record": GOOD}),
    strange("an Airbyte record", {"type": "RECORD", "record": {"stream": "x", "data": GOOD}}),
    strange("a lead with its opportunities", {"id": "lead_1", "display_name": "Bluth",
                                              "contacts": [], "opportunities": [GOOD]}),
    strange("an answer of the API to a bad request", {"error": "The API key is invalid."}),
    strange("keys of nothing", {"a": 1, "b": None}),
    strange("a misspelt key beside an id", {"id": "a", "valeu": 5}),
    strange("a key of another case beside an id", {"id": "a", "Value": 5}),
)
