"""A plan answered in one pass over the objects: the engine of the one-shot functions.

- `executor`: filter, totals, page; `aggregator`: totals and groups; `ordering`: the page
- `row_predicates`: conditions over objects; `row_tests`, `scopes`: bare words, related objects
- `value_tests`, `word_tests`, `instant_ranges`: a test of one value
- `grouping`: the group of a value and the order of groups; `currencies`
"""
