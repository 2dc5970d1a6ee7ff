"""The result of an engine as the API writes it.

- `response`: totals, groups and objects as JSON-ready data
- `merge_pages`: pages of one request put together
"""
