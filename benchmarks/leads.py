"""Requests filtered by their leads, against the same request without and a pass over the leads.

    python -m benchmarks.leads [--rows 200000] [--leads 50000] [--repeat 7]

The pass over the leads is written by hand for the one condition, and checks nothing.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from typing import Any

from benchmarks.data import generate_opportunities
from benchmarks.queries import best
from oppquery import list_opportunities

Row = dict[str, Any]
SECTORS = ("medical", "retail", "software", "finance", "services")
CITIES = ("New York", "Lisbon", "San Francisco", "York", "Paris")
REQUEST = {"status_type": "won", "_group_by": "user_id", "_order_by": "-value"}
IN_MEDICAL = {
    "type": "and",
    "queries": [
        {"type": "object_type", "object_type": "lead"},
        {
            "type": "field_condition",
            "field": {"type": "custom_field", "custom_field_id": "cf_sector"},
            "condition": {"type": "term", "values": ["medical"]},
        },
    ],
}


def generate_leads(count: int, seed: int = 2) -> list[Row]:
    """Leads in the shape of the API, each with two contacts and an address."""
    rng = random.Random(seed)
    leads = [
        {
            "id": f"lead_{number:07}",
            "display_name": f"Company {number}",
            "name": f"Company {number}",
            "status_id": f"stat_{number % 4}",
            "status_label": ("New", "Trial", "Customer", "Lost")[number % 4],
            "description": "a lead as it comes",
            "contacts": [
                {
                    "id": f"cont_{number}_{place}",
                    "name": f"Contact {place}",
                    "emails": [{"email": f"c{place}@company{number}.example", "type": "office"}],
                    "phones": [],
                }
                for place in range(2)
            ],
            "addresses": [{"city": rng.choice(CITIES), "country": "US"}],
            "custom.cf_sector": rng.choice(SECTORS),
            "date_created": "2023-05-01T09:00:00.000000+00:00",
        }
        for number in range(count)
    ]
    return json.loads(json.dumps(leads))


def sector_by_hand(leads: list[Row]) -> set[str]:
    return {lead["id"] for lead in leads if lead["custom.cf_sector"] == "medical"}


def city_by_hand(leads: list[Row]) -> set[str]:
    return {
        lead["id"]
        for lead in leads
        for address in lead["addresses"]
        if "york" in address["city"].lower().split()
    }


VIEWS = [
    {"id": "save_text", "name": "Medical", "query": "custom.cf_sector:medical"},
    {"id": "save_json", "name": "Medical (JSON)", "query": None, "s_query": IN_MEDICAL},
]
WORKLOADS: dict[str, tuple[dict[str, str], Callable[[list[Row]], set[str]]]] = {
    "lead_query=custom.cf_sector:medical": (
        {"lead_query": "custom.cf_sector:medical"},
        sector_by_hand,
    ),
    "a Smart View of text": ({"lead_saved_search_id": "save_text"}, sector_by_hand),
    "a Smart View of JSON": ({"lead_saved_search_id": "save_json"}, sector_by_hand),
    "query=lead(custom.cf_sector:medical)": (
        {"query": "lead(custom.cf_sector:medical)"},
        sector_by_hand,
    ),
    "lead_query=city:york": ({"lead_query": "city:york"}, city_by_hand),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Filters by the lead.")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--leads", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    rows = generate_opportunities(options.rows)
    leads = generate_leads(options.leads)
    print(f"{len(rows):,} opportunities, {len(leads):,} leads, {REQUEST}")
    plain = best(lambda: list_opportunities(rows, REQUEST), options.repeat)
    print(f"without a filter by the lead: {plain:.1f} ms")
    for name, (filters, by_hand) in WORKLOADS.items():
        params = {**REQUEST, **filters}

        def ask(params: dict[str, str] = params) -> Any:
            return list_opportunities(rows, params, leads=leads, saved_searches=VIEWS)

        ids = by_hand(leads)
        kept = [row for row in rows if row["lead_id"] in ids]
        assert ask() == list_opportunities(kept, REQUEST), name
        scan = best(lambda by_hand=by_hand: by_hand(leads), options.repeat)
        ours = best(ask, options.repeat)
        ratio = ours / (plain + scan)
        print(f"{name:38} {ours:6.1f} ms, a pass over the leads {scan:5.1f} ms: {ratio:.2f}x")


if __name__ == "__main__":
    main()
