"""The tables of the documents that derive from the code.

`python -m tools.readme_tables` in `tests/` brings them up to date.
"""

from __future__ import annotations

from pathlib import Path

from oppquery.errors.errors import CODES
from oppquery.schema.activities import STATUS_CHANGE
from oppquery.schema.fields import Field, Type
from oppquery.schema.lead import LEAD
from oppquery.schema.operators import OPERATORS
from oppquery.schema.opportunity import OPPORTUNITY

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
LANGUAGE = ROOT / "grammar" / "README.md"
DOCUMENTS = (README, LANGUAGE)
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
        lookups = [each.lookup for each in OPERATORS[type_]]
        written = " ".join(f"`__{each}`" if each else "bare" for each in lookups)
        lines.append(f"| {names} | {name} | {written} |")
    return "\n".join(lines)


def code_table() -> str:
    """Every code of a problem, and when it is given."""
    lines = ["| code | given for |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{code}` | {what} |" for code, what in CODES.items())])


def name_table() -> str:
    """The names that query text knows, by kind of object."""
    lines = ["| on | fields | other names |", "|---|---|---|"]
    for schema in (OPPORTUNITY, STATUS_CHANGE, LEAD):
        fields = ", ".join(f"`{name}`" for name in (*schema.fields, *schema.rules.relations))
        composite = {
            name: " or ".join(f"`{part.name}`" for part in field.parts)
            for name, field in schema.rules.query_only.items()
        }
        plain = {name: f"`{meant}`" for name, meant in schema.aliases.items()}
        others = ", ".join(f"`{name}` → {to}" for name, to in {**plain, **composite}.items())
        lines.append(f"| {schema.name} | {fields} | {others} |")
    return "\n".join(lines)


TABLES = {"parameters": parameter_table, "codes": code_table, "names": name_table}


def with_tables(text: str) -> str:
    """A document with its generated parts made anew."""
    for name, table in TABLES.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if start in text:
            before, _, rest = text.partition(start)
            _, _, after = rest.partition(end)
            text = f"{before}{start}{table()}\n{end}{after}"
    return text


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")
