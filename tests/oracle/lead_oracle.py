"""What a lead looks like to the conditions of a query (spec §12): its fields, counts and texts.

A lead is made flat: contacts, addresses and opportunities become lists of values beside its own
fields, and numbers, so that the tests of other objects' fields read it as it is. Decided here:

- `contact`, `email`, `phone` and the numbers of addresses and numbers read the lead's own contacts;
  `contact(...)` and the number of contacts those of `related` where they were given.
- An object counts for the lead whose `lead_id` it carries, whatever its opportunity.
- Bare words search every string of the lead, in lists too, ids and dates as well, and every string
  at any depth of contacts and addresses; no other object inside the lead.
- The plural of `x` is `xs`, that of `xy` also `xies`; a number that leads carry under the name
  counts only where `related` has no `x`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from oracle.oracle import Row, elements

TYPES: dict[str, str] = {
    **dict.fromkeys(("id", "status_id", "created_by", "updated_by"), "id"),
    "status_label": "label",
    **dict.fromkeys(("name", "company", "display_name", "description", "url"), "text"),
    **dict.fromkeys(("created_by_name", "updated_by_name"), "text"),
    **dict.fromkeys(("contact", "email", "email_address", "phone", "city", "country"), "text"),
    **dict.fromkeys(("date_created", "date_updated", "opportunity_created"), "datetime"),
    **dict.fromkeys(("contacts", "addresses", "opportunities", "active_opportunities"), "number"),
    **dict.fromkeys(("email_addresses", "phone_numbers"), "number"),
}
STATUS = ("status_id", "status_label")
"""`status` is the label as text, or the id."""

STATUSES = ("status", "lead_status")
OPPORTUNITY_STATUS = (
    "opportunity_status_label",
    "opportunity_status_type",
    "opportunity_status_id",
)


def type_of(name: str) -> str:
    return TYPES.get(name, "untyped")


def members(lead: Row, name: str) -> list[Row]:
    """The contacts or addresses of a lead, none for a null."""
    return list(lead.get(name) or ())


def flat(
    lead: Row, opportunities: Sequence[Row], related: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    """The lead with every field that a query may ask, whatever it is made of."""
    return {
        **lead,
        **counted(lead, related),
        **of_contacts(lead),
        **of_addresses(lead),
        **of_opportunities([each for each in opportunities if is_of(each, lead)]),
        **named(lead),
    }


def is_of(child: Row, lead: Row) -> bool:
    return child.get("lead_id") is not None and child["lead_id"] == lead.get("id")


def named(lead: Row) -> dict[str, Any]:
    names = elements(lead.get("name")) + elements(lead.get("display_name"))
    return {"name": names, "company": names}


def of_contacts(lead: Row) -> dict[str, Any]:
    contacts = members(lead, "contacts")
    emails = [each for contact in contacts for each in members(contact, "emails")]
    phones = [each for contact in contacts for each in members(contact, "phones")]
    return {
        "contact": values(contacts, "name"),
        **dict.fromkeys(("email", "email_address"), values(emails, "email")),
        "phone": values(phones, "phone"),
        "email_addresses": len(emails),
        "phone_numbers": len(phones),
    }


def of_addresses(lead: Row) -> dict[str, Any]:
    addresses = members(lead, "addresses")
    return {
        "city": values(addresses, "city"),
        "country": values(addresses, "country"),
        "addresses": len(addresses),
    }


def of_opportunities(own: Sequence[Row]) -> dict[str, Any]:
    return {
        "opportunities": len(own),
        "active_opportunities": len([each for each in own if each.get("status_type") == "active"]),
        "opportunity_created": values(own, "date_created"),
        **{part: values(own, part.removeprefix("opportunity_")) for part in OPPORTUNITY_STATUS},
    }


def counted(lead: Row, related: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """The number of each kind of related objects, and of contacts, under their plurals."""
    counts = {"contacts": len(members(lead, "contacts"))}
    for kind, objects in related.items():
        number = len([each for each in objects if is_of(each, lead)])
        counts |= dict.fromkeys(plurals(kind), number)
    return counts


def plurals(kind: str) -> tuple[str, ...]:
    return (f"{kind}s", f"{kind[:-1]}ies") if kind.endswith("y") else (f"{kind}s",)


def values(objects: Sequence[Row], name: str) -> list[Any]:
    """What the objects hold under a name, nulls left out."""
    return [value for each in objects for value in elements(each.get(name))]


def texts(row: Row) -> list[str]:
    """Every string of a lead or of a contact, and of what they consist of."""
    found: list[str] = []
    for name, value in row.items():
        if name in ("contacts", "addresses", "emails", "phones", "urls"):
            found += strings(value)
        else:
            found += [one for one in elements(value) if isinstance(one, str)]
    return found


def strings(value: Any) -> Iterator[str]:
    """The strings at any depth."""
    if isinstance(value, str):
        yield value
    inside = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, Mapping | list | tuple):
        for each in inside:
            yield from strings(each)
