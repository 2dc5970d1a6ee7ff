"""The result of an engine as the API writes it.

- `response`: totals, groups and objects as JSON-ready data
- `json_ready`: one value as JSON has it
- `aggregates`: the sums over objects, by value period, and by currency where there are several
- `merge_pages`: pages of one request put together
"""
