"""Ids, choices, labels, the status, and the names that mean an id or a name."""

# Tables, laid out by hand:
# fmt: off
from .trees import ME, STAR, any_of, both, either, has, no, phrase, query, where
from .vocabulary import MISSING, rows

IDS = ("lead_id", "user_id", "contact_id", "organization_id", "status_id", "pipeline_id",
       "created_by", "updated_by")
KEY = {"user": "user_id", "creator": "created_by"}
LABELS = ("status_label", "status_display_name", "pipeline_name")
USER_2 = {"user_id": "user_2"}

ODD = rows("id lead_id", ("oppo_1:2", "lead-a"), ("oppo_1", "lead_a"), ("OPPO_1", "a=b"),
           ("oppo", "a>b"), ("o*", None))
STATUSES = rows(
    "id status_label status_type status_id",
    ("a", "Cold call", "active", "stat_1"), ("b", "Won", "won", "stat_2"),
    ("c", "won", "lost", "stat_3"), ("d", "No budget", "lost", "won"),
    ("e", "stat_1", "active", "stat_9"), ("f", None, None, None), ("g", None, "won", None),
)
LABELLED = rows("id status_label", ("a", "Cold call"), ("b", "cold CALL"), ("c", "Call, cold"),
                ("d", "Straße"), ("e", "call*"), ("f", None), ("g", "Won"), ("h", ""))
PERIODS = rows("id value_period value_currency", ("a", "one_time", "USD"), ("b", "monthly", "EUR"),
               ("c", "annual", "usd"), ("d", None, None), ("e", MISSING, MISSING))
OWNERS = rows(
    "id user_id user_name", ("a", "user_1", "Ann Lee"), ("b", "user_2", "Johnny Ann"),
    ("c", "USER_1", "user_1 the bot"), ("d", "john", None), ("e", None, "Me Too"),
    ("f", None, None), ("g", "me", "Bob"),
)
NAMED = rows(
    "id lead_id lead_name contact_id contact_name pipeline_id pipeline_name",
    ("a", "lead_1", "Bluth Company", "cont_1", "Ann Lee", "pipe_1", "Inside Sales"),
    ("b", "lead_2", "Lead 1", "cont_2", "Lee Ann", "pipe_2", "Sales"),
    ("c", "bluth", None, "ann", None, "sales", None),
    ("d", None, None, None, None, None, None),
)

BY_ID = (
    *(
        query(rows(f"id {field}", ("a", "x_1"), ("b", "x_2"), ("c", "X_1"), ("d", None),
                   ("e", MISSING)),
              f"{field} != x_1 {field}:*",
              both(no(where(field, "x_1")), where(field, STAR)), "b c")
        for field in IDS[:6]
    ),
    query(ODD, "id:oppo_1:2", where("id", "oppo_1:2"), "oppo_1:2", "a value may contain a colon"),
    query(ODD, "id:oppo_1", where("id", "oppo_1"), "oppo_1", "whole, and in this case"),
    query(ODD, 'id:"oppo_1:2"', where("id", phrase("oppo_1:2")), "oppo_1:2"),
    query(ODD, 'id:"o*"', where("id", phrase("o*")), "o*", "literal in quotes"),
    query(ODD, "lead_id:lead-a", where("lead_id", "lead-a"), "oppo_1:2"),
    query(ODD, "lead_id:a=b or lead_id=a>b",
          either(where("lead_id", "a=b"), where("lead_id", "a>b")), "OPPO_1 oppo",
          "in a value, after its first character, operators are characters"),
    query(ODD, "id in (oppo, oppo_1:2)", any_of("id", "oppo", "oppo_1:2"), "oppo_1:2 oppo"),
    query(ODD, "not lead_id:*", no(where("lead_id", STAR)), "o*"),
)

CHOICES = (
    query(STATUSES, "status_type:won", where("status_type", "won"), "b g"),
    query(STATUSES, "status_type = WON", where("status_type", "WON"), "b g"),
    query(STATUSES, 'status_type:"won"', where("status_type", phrase("won")), "b g"),
    query(STATUSES, "status_type != won", no(where("status_type", "won")), "a c d e f",
          "f has no type, so it is not won"),
    query(STATUSES, "not status_type:*", no(where("status_type", STAR)), "f"),
    query(PERIODS, "value_period:one_time", where("value_period", "one_time"), "a d e",
          "a missing period is one_time"),
    query(PERIODS, "value_period != one_time", no(where("value_period", "one_time")), "b c"),
    query(PERIODS, "value_period:Monthly", where("value_period", "Monthly"), "b"),
    query(PERIODS, "value_period:*", where("value_period", STAR), "a b c d e"),
    query(PERIODS, "value_period in (annual, monthly)",
          any_of("value_period", "annual", "monthly"), "b c"),
    query(PERIODS, "value_currency:usd", where("value_currency", "usd"), "a c d e",
          "a missing currency is the organization's, USD unless stated"),
    query(PERIODS, "value_currency:eur", where("value_currency", "eur"), "b d e",
          options={"currency": "EUR"}),
    query(PERIODS, "value_currency:CHF", where("value_currency", "CHF"), "",
          "any currency may be asked for"),
    query(PERIODS, "not value_currency:usd", no(where("value_currency", "usd")), "b"),
    query(PERIODS, "has:value_currency has:value_period",
          both(has("value_currency"), has("value_period")), "a b c d e"),
)

BY_LABEL = (
    *(
        query(rows(f"id {field}", ("a", "Inside Sales"), ("b", "sales"), ("c", "Sales EU"),
                   ("d", None)),
              f'{field}:SALES or {field}:*side* or {field}:"sales eu"',
              either(where(field, "SALES"), where(field, "*side*"),
                     where(field, phrase("sales eu"))), "a b c")
        for field in LABELS
    ),
    query(LABELLED, 'status_label:"cold call"', where("status_label", phrase("cold call")), "a b",
          "whole and in any case"),
    query(LABELLED, "status_label:cold", where("status_label", "cold"), "",
          "a label is compared whole, no word is a prefix of it"),
    query(LABELLED, "status_label:cold*", where("status_label", "cold*"), "a b"),
    query(LABELLED, "status_label:*call", where("status_label", "*call"), "a b"),
    query(LABELLED, "status_label:*call*", where("status_label", "*call*"), "a b c e",
          "in a label a * runs over spaces and commas"),
    query(LABELLED, "status_label:c*d*", where("status_label", "c*d*"), "a b c"),
    query(LABELLED, 'status_label:"call*"', where("status_label", phrase("call*")), "e"),
    query(LABELLED, "status_label:STRASSE", where("status_label", "STRASSE"), "d"),
    query(LABELLED, "status_label != won", no(where("status_label", "won")), "a b c d e f h"),
    query(LABELLED, "status_label:*", where("status_label", STAR), "a b c d e g",
          "an empty label is not there"),
    query(LABELLED, "-has:status_label", no(has("status_label")), "f h"),
)

THE_STATUS = (
    query(STATUSES, "status:won", where("status", "won"), "b c d g",
          "a label in any case (b, c), a type (b, g) or an id (d)"),
    query(STATUSES, "status:WON", where("status", "WON"), "b c g",
          "labels and types in any case, ids as they stand"),
    query(STATUSES, "status:stat_1", where("status", "stat_1"), "a e",
          "the id of a, the label of e"),
    query(STATUSES, "status:active", where("status", "active"), "a e"),
    query(STATUSES, 'status:"Cold call"', where("status", phrase("Cold call")), "a"),
    query(STATUSES, "status:cold", where("status", "cold"), "", "whole, as labels are"),
    query(STATUSES, "status:c*", where("status", "c*"), "a", "a * applies to the label"),
    query(STATUSES, "status:w*n", where("status", "w*n"), "b c", "not to the id won of d"),
    query(STATUSES, "status:stat*", where("status", "stat*"), "e", "nor to the ids of the others"),
    query(STATUSES, "status != won", no(where("status", "won")), "a e f"),
    query(STATUSES, "status:open", where("status", "open"), "",
          "a word that is no label, type or id that we know of may still be one"),
    query(STATUSES, "status:*", where("status", STAR), "a b c d e g",
          "any of the three is enough; f has none"),
    query(STATUSES, "not has:status", no(has("status")), "f"),
    query(STATUSES, "status in (lost, stat_2)", any_of("status", "lost", "stat_2"), "b c d"),
)

IDS_OR_NAMES = (
    query(OWNERS, "user:user_1", where("user", "user_1"), "a c",
          "the id of a; in c the name has the word user_1"),
    query(OWNERS, "user:ann", where("user", "ann"), "a b", "a name as text: words as prefixes"),
    query(OWNERS, "user:john", where("user", "john"), "b d", "Johnny, and the id john"),
    query(OWNERS, 'user:"ann lee"', where("user", phrase("ann lee")), "a"),
    query(OWNERS, 'user:"lee ann"', where("user", phrase("lee ann")), ""),
    query(OWNERS, "user:user_2", where("user", "user_2"), "b"),
    query(OWNERS, "user_id:user_1", where("user_id", "user_1"), "a", "the id alone"),
    query(OWNERS, "user_name:user_1", where("user_name", "user_1"), "c"),
    query(OWNERS, "user:me", where("user", ME), "b", "the caller, not the name Me", options=USER_2),
    query(OWNERS, 'user:"me"', where("user", phrase("me")), "e g",
          "in quotes: the name Me, or the id me", options=USER_2),
    query(OWNERS, "user_name:me", where("user_name", "me"), "e", "a name is a text",
          options=USER_2),
    query(OWNERS, "not user:me", no(where("user", ME)), "a c d e f g", options=USER_2),
    query(OWNERS, "user != me", no(where("user", ME)), "a c d e f g", options=USER_2),
    query(OWNERS, "user_id in (me, user_1)", any_of("user_id", ME, "user_1"), "a b",
          options=USER_2),
    query(OWNERS, "user:*", where("user", STAR), "a b c d e g", "an id or a name"),
    query(OWNERS, "-has:user", no(has("user")), "f"),
    *(
        query(rows(f"id {KEY.get(field, field)}", ("a", "user_1"), ("b", "user_2"), ("c", "me"),
                   ("d", None)),
              f"{field}:me", where(field, ME), "b", options=USER_2)
        for field in ("user_id", "created_by", "creator", "updated_by")
    ),
    query(rows("id created_by created_by_name", ("a", "user_1", "Ann Lee"), ("b", "ann", None),
               ("c", "Ann", None), ("d", None, "Joann")),
          "created_by:ann", where("created_by", "ann"), "a b",
          "created_by is the id or the name"),
    query(rows("id updated_by updated_by_name", ("a", "user_1", "Ann Lee"), ("b", "user_2", None),
               ("c", None, "user 2")),
          "updated_by:user_2 or updated_by:lee",
          either(where("updated_by", "user_2"), where("updated_by", "lee")), "a b"),
    query(NAMED, "lead:bluth", where("lead", "bluth"), "a c"),
    query(NAMED, "lead:lead_1", where("lead", "lead_1"), "a",
          "b's name is Lead 1, two words; lead_1 is one"),
    query(NAMED, 'lead:"bluth company"', where("lead", phrase("bluth company")), "a"),
    query(NAMED, "contact:ann", where("contact", "ann"), "a b c"),
    query(NAMED, "contact:cont_2", where("contact", "cont_2"), "b"),
    query(NAMED, "pipeline:sal", where("pipeline", "sal"), "a b",
          "the name of a pipeline, too, is a text here"),
    query(NAMED, "pipeline:sales", where("pipeline", "sales"), "a b c"),
    query(NAMED, "pipeline_name:sales", where("pipeline_name", "sales"), "b",
          "and a label, compared whole, under its own name"),
    query(NAMED, "pipeline:pipe_1", where("pipeline", "pipe_1"), "a"),
    query(NAMED, "not lead:*", no(where("lead", STAR)), "d"),
    query(NAMED, "lead != lead_1", no(where("lead", "lead_1")), "b c d"),
)

CASES = (*BY_ID, *CHOICES, *BY_LABEL, *THE_STATUS, *IDS_OR_NAMES)
