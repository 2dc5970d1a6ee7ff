"""Generated opportunities for the benchmarks: seeded, so that every run sees the same rows."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

Row = dict[str, Any]

STATUSES = (
    ("stat_qualified", "Qualified", "active"),
    ("stat_proposal", "Proposal Sent", "active"),
    ("stat_won", "Won", "won"),
    ("stat_lost", "Lost", "lost"),
)
STATUS_WEIGHTS = (20, 15, 50, 15)
PERIODS = ("one_time", "monthly", "annual")
PERIOD_WEIGHTS = (60, 25, 15)
FIRST_NAMES = ("Ana", "Ben", "Chloe", "Dmitri", "Emeka", "Fatima", "Goran", "Hana", "Ivan", "Júlia")
LAST_NAMES = ("Ruiz", "Okafor", "Novak", "Schmidt", "Laurent", "Pereira")
FREQUENT_WORDS = ("the", "call", "renewal", "budget", "demo", "contract", "important", "pricing")
SYLLABLES = ("ba", "re", "mi", "ko", "tu", "lan", "ser", "pol", "din", "gra", "vel", "tor", "nim")
VOCABULARY_SIZE = 4_000
CHANGES_PER_ROW = 2
IMPORTANT_SHARE = 0.02
REGIONS = ("North", "South", "East", "West", "Overseas")
YEAR_START = datetime(2023, 1, 1, tzinfo=UTC)
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Skewed:
    """Items of which the first are drawn most often."""

    items: tuple[Any, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, items: tuple[Any, ...], flatness: int) -> Skewed:
        """Weights fall as 1 / (rank + flatness)."""
        return cls(items, tuple(accumulate(1 / (rank + flatness) for rank in range(len(items)))))

    def draw(self, rng: random.Random, count: int) -> list[Any]:
        """`count` items, with repetition."""
        return rng.choices(self.items, cum_weights=self.weights, k=count)


def make_words(rng: random.Random) -> tuple[str, ...]:
    """Words for the notes, the frequent English ones first."""
    words = dict.fromkeys(FREQUENT_WORDS)
    while len(words) < VOCABULARY_SIZE:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))] = None
    return tuple(words)


def make_users(rng: random.Random, count: int) -> tuple[tuple[str, str], ...]:
    """Pairs of user id and name; names are distinct as long as there are enough of them."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    rng.shuffle(names)
    return tuple((f"user_{number:03}", names[number % len(names)]) for number in range(count))


def make_moment(rng: random.Random, start: datetime) -> str:
    """A moment within a year of `start`, to the millisecond, as the API writes it."""
    seconds, milliseconds = rng.randrange(YEAR_SECONDS), rng.randrange(1, 1000)
    moment = start + timedelta(seconds=seconds, milliseconds=milliseconds)
    return moment.isoformat(timespec="microseconds")


def make_value(rng: random.Random) -> int | None:
    """Cents, round amounts mostly; three per cent are null."""
    if rng.random() < 0.03:
        return None
    value = int(rng.lognormvariate(13, 1.2))
    return value // 10_000 * 10_000 if rng.random() < 0.7 else value


def make_day(rng: random.Random) -> str | None:
    """A day of two years; a fifth are null."""
    if rng.random() < 0.2:
        return None
    return (date(2023, 1, 1) + timedelta(days=rng.randrange(730))).isoformat()


def make_row(rng: random.Random, number: int, users: Skewed, words: Skewed) -> Row:
    """One opportunity as the list endpoint returns it, without the derived fields."""
    user_id, user_name = users.draw(rng, 1)[0]
    status_id, status_label, status_type = rng.choices(STATUSES, STATUS_WEIGHTS)[0]
    return {
        "id": f"oppo_{number:07}",
        "organization_id": "orga_1",
        "lead_id": f"lead_{rng.randrange(number // 3 + 1):07}",
        "contact_id": None,
        "user_id": user_id,
        "user_name": user_name,
        "status_id": status_id,
        "status_label": status_label,
        "status_type": status_type,
        "pipeline_id": "pipe_1",
        "pipeline_name": "Sales",
        "note": " ".join(words.draw(rng, rng.randint(5, 20))),
        "value": make_value(rng),
        "value_period": rng.choices(PERIODS, PERIOD_WEIGHTS)[0],
        "value_currency": "USD",
        "confidence": None if rng.random() < 0.02 else rng.randrange(101),
        "date_created": make_moment(rng, YEAR_START),
        "date_updated": make_moment(rng, YEAR_START + timedelta(days=365)),
        "date_won": make_day(rng),
        "date_lost": None,
        "is_stalled": rng.random() < 0.1,
    }


def generate_opportunities(count: int, *, users: int = 24, seed: int = 1) -> list[Row]:
    """`count` opportunities, amounts in cents, of `users` (6 to 60) colleagues.

    They went through JSON, as rows that come from the API did: equal texts are not one object.

    >>> [row["id"] for row in generate_opportunities(2)]
    ['oppo_0000000', 'oppo_0000001']
    """
    rng = random.Random(seed)
    owners = Skewed.of(make_users(rng, users), 3)
    words = Skewed.of(make_words(rng), 5)
    rows = [make_row(rng, number, owners, words) for number in range(count)]
    return json.loads(json.dumps(rows))


def with_important_notes(rows: list[Row], rng: random.Random) -> list[Row]:
    """The rows, some of whose notes hold the word that is looked for."""
    for row in rows:
        if rng.random() < IMPORTANT_SHARE:
            row["note"] = f"{row['note'] or ''} Important stuff"
    return rows


def generate_changes(rows: list[Row], rng: random.Random) -> list[Row]:
    """Status changes of the rows, in the shape of the API."""
    return [
        {
            "id": f"acti_{row['id']}_{number}",
            "opportunity_id": row["id"],
            "lead_id": row["lead_id"],
            "old_status_id": "stat_open",
            "old_status_label": "Open",
            "old_status_type": "active",
            "new_status_id": f"stat_{rng.randrange(6)}",
            "new_status_label": "Moved",
            "new_status_type": rng.choice(["active", "won", "lost"]),
            "date_created": f"2023-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
            f"T{rng.randrange(24):02}:{rng.randrange(60):02}:00+00:00",
        }
        for row in rows
        for number in range(CHANGES_PER_ROW)
    ]


def with_custom_fields(rows: list[Row], rng: random.Random) -> list[Row]:
    """The rows with a number and a text in custom fields, a third of each null."""
    for row in rows:
        row["custom.cf_seats"] = rng.randrange(500) if rng.random() < 2 / 3 else None
        row["custom.cf_region"] = rng.choice(REGIONS) if rng.random() < 2 / 3 else None
    return rows
