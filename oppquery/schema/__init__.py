"""What objects look like: the tables from which everything about a kind of object derives.

- `fields`: field types, lookups, `Field`, `Schema`
- `kinds`: the names of the kinds of objects
- `opportunity`, `activities`, `lead`: the fields of each kind
- `custom_fields`: fields that the caller declares
"""
