"""A plan answered in one pass over the objects: the engine of the one-shot functions.

- `executor`: filter, totals, page
- `row_predicates`: conditions compiled to tests of one object and of a batch
- `value_tests`, `word_tests`, `instant_ranges`: the test of one value, or of a column of values
- `row_tests`, `scope_tests`: bare words and slices; related objects
- `scopes`: semi-joins, and what a scope knows of the objects around it
- `aggregator`: totals by currency, period and group; `currencies`
- `grouping`: the group of a value, the order of groups; `group_pages`: the groups of a page
- `ordering`: the first objects of an order
"""
