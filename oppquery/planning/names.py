"""Names in a query, looked up in the schema of the object that the query or scope is about."""

from __future__ import annotations

from dataclasses import dataclass

from oppquery import ast
from oppquery.data.catalog import Catalog
from oppquery.errors.problems import QueryReporter
from oppquery.errors.wording import listed, shown, suggest
from oppquery.schema.custom_fields import suggest_field
from oppquery.schema.fields import Field
from oppquery.schema.kinds import ARGUMENTS, CONTACTS, LEADS, OPPORTUNITIES
from oppquery.schema.lead import LEAD, LEAD_NAMES
from oppquery.schema.schemas import Relation, Schema


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up fields, relations and scopes; reports names that do not exist to `reporter`.

    `levels` are the kinds of the objects that the query is about, the innermost scope first.
    """

    schema: Schema
    levels: tuple[str, ...]
    catalog: Catalog
    reporter: QueryReporter

    def is_known(self, name: str) -> bool:
        """True if the schema has a field of that name, or a given object has such a key."""
        return self.schema.names(name) or self._is_carried(name)

    def _is_carried(self, name: str) -> bool:
        return self.catalog.has_key(self.levels[0], name)

    def field(self, name: str, span: ast.Span | None) -> Field | None:
        """The field of that name; one that does not exist is a problem."""
        if keys := self.schema.ambiguous(name):
            message = f"{shown(name)} is the name of {listed(keys, 'and')}: write the id"
            self.reporter.add("duplicate_name", message, span, expected=keys)
            return None
        if (field := self.schema.query_field(name)) is not None:
            return field
        if self._is_carried(name):
            return self.schema.stranger(name)
        self._unknown(name, span)
        return None

    def relation(self, name: str) -> Relation | None:
        """The relation of that name: one of the schema, or the plural of a kind (`calls`)."""
        schema = self.schema
        if schema.rules.counts_plurals and (kind := self.catalog.counted(name)) is not None:
            return schema.rules.relations.get(name, Relation(kind))
        known = schema.rules.relations.get(name)
        return known if known is not None and self._is_there(known.kind) else None

    def _is_there(self, kind: str) -> bool:
        """True if objects of a kind were given, or if the object itself holds them.

        The contacts of a lead are part of it; its opportunities may be, where no others are given.
        """
        held = self.schema.rules.held_under.get(kind)
        if kind in self.catalog.scopes or held is None:
            return kind in self.catalog.scopes
        return self.schema.rules.takes_any_name or self._is_carried(held) or kind == CONTACTS

    def has_scope(self, scope: ast.Scope) -> bool:
        """True if a scope can stand here; reports a problem if it cannot."""
        kind = scope.name
        if kind == self.levels[0] and kind in (OPPORTUNITIES, LEADS):
            message = f"this is about {_PLURALS[kind]} already: leave {kind}(…) away"
            self.reporter.add("misplaced", message, scope.span)
            return False
        if self._is_there(kind):
            return True
        self._no_data(scope)
        return False

    def _unknown(self, name: str, span: ast.Span | None) -> None:
        schema = self.schema
        if (relation := schema.rules.relations.get(name)) is not None:
            kind = relation.kind
            message = f"there is no data for {shown(name)}: give related={{{kind!r}: […]}}"
            self.reporter.add("no_data", message, span)
            return
        message = f"{schema.name} has no field {shown(name)}"
        if schema.name == OPPORTUNITIES and name in LEAD_NAMES:
            message += f": for one of the lead write lead({name}:…), or take lead_query"
            self.reporter.add("bad_field", message, span)
            return
        if schema.rules.counts_plurals:
            message += ", and no lead carries it"
        known = (*schema.fields, *schema.aliases, *schema.rules.query_only, *schema.rules.relations)
        self.reporter.add("bad_field", message, span, suggestions=suggest_field(name, known))

    def _no_data(self, scope: ast.Scope) -> None:
        kind = scope.name
        scopes = [each for each in self.catalog.scopes if each != self.levels[0]]
        near = suggest(kind, {*scopes, *self.schema.rules.held_under, *ARGUMENTS} - {kind})
        argument = ARGUMENTS.get(kind)
        given = f"{argument}=[…]" if argument else f"related={{{kind!r}: […]}}"
        message = f"there is no data for {kind}(…): give {given}"
        if kind == CONTACTS and LEADS in scopes and kind in LEAD.rules.held_under:
            message += ", or write lead(contact(…)) for those of the lead"
        self.reporter.add("no_data", message, scope.span, expected=scopes, suggestions=near)


_PLURALS = {OPPORTUNITIES: "opportunities", LEADS: "leads"}
