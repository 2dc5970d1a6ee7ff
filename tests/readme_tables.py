"""The tables of the README that derive from the schema. Run it to bring the README up to date."""

from __future__ import annotations

from pathlib import Path

from oppquery.opportunity import OPPORTUNITY
from oppquery.schema import LOOKUPS, Field, Type

README = Path(__file__).parent.parent / "README.md"
_TYPES = {
    Type.ID: "id",
    Type.CHOICE: "choice",
    Type.LABEL: "label",
    Type.STATUS: "label, type or id of the status",
    Type.TEXT: "text",
    Type.INTEGER: "whole number",
    Type.DATE: "date",
    Type.DATETIME: "date and time",
    Type.BOOLEAN: "`true` or `false`",
    Type.UNTYPED: "as its values are",
}


def parameter_table() -> str:
    """The fields of each type, and the parameters that a field of it makes."""
    fields = [*OPPORTUNITY.fields.values(), Field("custom.*", Type.UNTYPED)]
    lines = ["| fields | type | lookups |", "|---|---|---|"]
    for type_, name in _TYPES.items():
        names = ", ".join(f"`{field.name}`" for field in fields if field.type is type_)
        lookups = " ".join(f"`__{each}`" if each else "bare" for each in LOOKUPS[type_])
        lines.append(f"| {names} | {name} | {lookups} |")
    return "\n".join(lines)


def with_tables(text: str) -> str:
    """The README with its generated parts made anew."""
    before, _, rest = text.partition("<!-- parameters -->\n")
    _, _, after = rest.partition("<!-- /parameters -->")
    return f"{before}<!-- parameters -->\n{parameter_table()}\n<!-- /parameters -->{after}"


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
