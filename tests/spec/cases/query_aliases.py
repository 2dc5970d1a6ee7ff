"""The short names of fields, alone, in groups, quoted, with `has:` and in ranges."""

# Tables, laid out by hand:
# fmt: off
from .trees import Tree, any_of, both, date, dates, day, either, has, no, phrase, query, where
from .vocabulary import Case, rows

DEALS = rows(
    "id date_won date_created date_updated date_lost lead_id lead_name value_period value_currency"
    " created_by created_by_name user_id user_name contact_id contact_name pipeline_id"
    " pipeline_name status_id status_label status_type",
    ("a", "2024-01-10", "2023-01-10T09:00:00Z", "2024-02-10T09:00:00Z", None, "lead_1", "Acme",
     "monthly", "EUR", "user_1", "Ann Lee", "user_2", "Bob Ray", "cont_1", "Cy Fox", "pipe_1",
     "Inside Sales", "stat_1", "Won", "won"),
    ("b", "2024-03-10", "2023-06-10T09:00:00Z", "2024-03-10T09:00:00Z", "2024-03-09T09:00:00Z",
     "lead_2", "Bluth Co", "annual", "USD", "user_2", "Bob Ray", "user_1", "Ann Lee", "cont_2",
     "Di Gray", "pipe_2", "Renewals", "stat_2", "Lost", "lost"),
    ("c", None, None, None, None, None, None, None, None, None, None, None, None, None, None, None,
     None, None, None, None),
)


def deals(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return query(DEALS, text, tree, ids, why)


def month(year: int, number: int) -> tuple[object, ...]:
    return date(("month", year, number), f"{year}-{number:02}")


CASES = (
    deals("date:2024-01", where("date", month(2024, 1)), "a", "date is date_won"),
    deals("date_won:2024-01", where("date_won", month(2024, 1)), "a"),
    deals("won >= 2024-03", where("won", month(2024, 3), ">="), "b"),
    deals("won:2024-01..2024-02", where("won", dates(("month", 2024, 1), ("month", 2024, 2),
                                                     "2024-01..2024-02")), "a"),
    deals("created:2023-06", where("created", month(2023, 6)), "b"),
    deals("created < 2023-06", where("created", month(2023, 6), "<"), "a"),
    deals("updated:2024-02-10", where("updated", day("2024-02-10")), "a"),
    deals("updated > 2024-02", where("updated", month(2024, 2), ">"), "b"),
    deals("lost:2024-03-09", where("lost", day("2024-03-09")), "b"),
    deals("lost != 2024-03-09", no(where("lost", day("2024-03-09"))), "a c"),
    deals("name:bluth", where("name", "bluth"), "b", "name is the name of the lead"),
    deals('name:"acme"', where("name", phrase("acme")), "a"),
    deals("name:ann", where("name", "ann"), "", "and not that of a user"),
    deals("period:monthly", where("period", "monthly"), "a"),
    deals("period != monthly", no(where("period", "monthly")), "b c"),
    deals("period in (annual, one_time)", any_of("period", "annual", "one_time"), "b c",
          "a missing period is one_time"),
    deals("currency:eur", where("currency", "eur"), "a"),
    deals("currency:usd", where("currency", "usd"), "b c"),
    deals("creator:ann", where("creator", "ann"), "a"),
    deals("creator:user_2", where("creator", "user_2"), "b", "creator is created_by"),
    deals("created_by:ann", where("created_by", "ann"), "a"),
    deals("status:won", where("status", "won"), "a"),
    deals("user:ann", where("user", "ann"), "b"),
    deals("lead:acme", where("lead", "acme"), "a"),
    deals("contact:gray", where("contact", "gray"), "b"),
    deals("pipeline:inside", where("pipeline", "inside"), "a"),
    deals("-user:ann", no(where("user", "ann")), "a c"),
    deals("user:(ann or user_2)", either(where("user", "ann"), where("user", "user_2")), "a b"),
    deals("user in (ann, user_2)", any_of("user", "ann", "user_2"), "a b"),
    deals("has:lost", has("lost"), "b"),
    deals("not has:name", no(has("name")), "c"),
    deals("has:(creator or contact)", either(has("creator"), has("contact")), "a b"),
    deals('"won":2024-01', where("won", month(2024, 1)), "a", "an alias in quotes is one"),
    deals("won:2024 created:2023-06", both(where("won", date(("year", 2024), "2024")),
                                           where("created", month(2023, 6))), "b"),
    deals("won name:bluth", both(("term", "won"), where("name", "bluth")), "",
          "without an operator it is a word; b has it in no text"),
)
