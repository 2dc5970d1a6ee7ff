"""Weeks at the turn of the year: the week's year is the year of its Thursday."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, answers, ask, rows, selects

TURNS: tuple[tuple[str, str, int, int, str], ...] = (
    ("2024-12-30", "2025-W01", 2025, 1, "a Monday; its Thursday is 2 January 2025"),
    ("2024-12-29", "2024-W52", 2024, 52, "a Sunday; its Thursday is 26 December 2024"),
    ("2021-01-01", "2020-W53", 2020, 53, "a Friday; its Thursday is 31 December 2020"),
    ("2021-01-03", "2020-W53", 2020, 53, "the Sunday of the same week"),
    ("2021-01-04", "2021-W01", 2021, 1, "the Monday after it"),
    ("2023-01-01", "2022-W52", 2022, 52, "a Sunday; its Thursday is 29 December 2022"),
    ("2025-12-29", "2026-W01", 2026, 1, "a Monday; its Thursday is 1 January 2026"),
    ("2027-01-01", "2026-W53", 2026, 53, "a Friday; its Thursday is 31 December 2026"),
    ("2020-02-29", "2020-W09", 2020, 9, "a Saturday in the ninth week"),
)
ACROSS = rows("id date_won value", ("a", "2024-12-29", 1_00), ("b", "2024-12-30", 2_00),
              ("c", "2025-01-01", 4_00), ("d", "2025-01-05", 8_00), ("e", "2025-01-06", 16_00))
LONG = rows("id date_won", ("a", "2020-12-27"), ("b", "2020-12-28"), ("c", "2021-01-03"),
            ("d", "2021-01-04"))


def turn(day: str, key: str, weekyear: int, week: int, why: str) -> Case:
    return answers(f"{day} is in {key}", rows("id date_won", ("a", day)),
                   {"_group_by": "date_won__week"}, ask(group=("date_won", "week", "asc")), why=why,
                   keys=key, groups={key: {"weekyear": weekyear, "week": week}})


CASES: tuple[Case, ...] = (
    *(turn(*line) for line in TURNS),
    answers("one week over two calendar years is one group", ACROSS,
            {"_group_by": "date_won__week"}, ask(group=("date_won", "week", "asc")),
            why="2025-W01 is 30 December to 5 January: 2 + 4 + 8 = $14",
            keys="2024-W52 2025-W01 2025-W02",
            groups={"2025-W01": {"total_results": 3, "total_value_one_time": 14_00}}),
    answers("the same objects by year are divided otherwise", ACROSS,
            {"_group_by": "date_won__year"}, ask(group=("date_won", "year", "asc")),
            why="30 December 2024 is in week 1 of 2025, but in the year 2024", keys="2024 2025",
            groups={"2024": {"ids": "a b"}, "2025": {"ids": "c d e"}}),
    answers("an ISO week as a filter", ACROSS, {"date_won": "2025-W01"},
            ask(("date", "date_won", "=", ("week", 2025, 1))), ids="b c d"),
    answers("week 53 as a filter", LONG, {"date_won": "2020-W53"},
            ask(("date", "date_won", "=", ("week", 2020, 53))),
            why="28 December 2020 to 3 January 2021", ids="b c"),
    selects("after week 53", LONG, {"date_won__gt": "2020-W53"},
            ask(("date", "date_won", ">", ("week", 2020, 53))), ids="d"),
    selects("before week 53", LONG, {"date_won__lt": "2020-W53"},
            ask(("date", "date_won", "<", ("week", 2020, 53))), ids="a"),
    selects("this week at the turn of the year", ACROSS, {"date_won": "this week"},
            ask(("date", "date_won", "=", ("this", "week"))),
            options={"now": "2025-01-01T12:00:00+00:00"}, ids="b c d"),
    answers("weeks of a datetime in the caller's zone",
            rows("id date_created", ("a", "2024-12-30T04:59:00Z"), ("b", "2024-12-30T05:00:00Z")),
            {"_group_by": "date_created__week"}, ask(group=("date_created", "week", "asc")),
            options={"tz": "America/New_York"}, keys="2024-W52 2025-W01",
            why="04:59 UTC on Monday is 23:59 on Sunday in New York"),
    answers("the first and the last week there are",
            rows("id date_won", ("a", "0001-01-01"), ("b", "9999-12-31")),
            {"_group_by": "-date_won__week"}, ask(group=("date_won", "week", "desc")),
            why="1 January of year 1 is a Monday; 31 December 9999 is a Friday",
            keys="9999-W52 0001-W01"),
)
