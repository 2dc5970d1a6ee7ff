"""The kinds of objects and their fields.

A field is one row of a table. Parameters, lookups, operators, orders, groups, bare-word search,
indexes and messages derive from it.

- `fields`: field types, `Field`
- `operators`: the operators, their lookups, and which of them each type takes
- `formulas`: how derived fields are computed
- `schemas`: `Schema`, the fields of a kind, with the rules of the kinds below
- `definitions`: the checks of a schema that a caller defines
- `kinds`: the names of the kinds of objects
- `opportunity`, `activities`, `lead`: the fields of each kind
- `custom_fields`: fields that the caller declares
"""
