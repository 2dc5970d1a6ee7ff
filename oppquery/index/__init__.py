"""A plan answered from prepared rows: the engine of `Collection`.

- `intake`: objects checked and copied
- `table`, `segment`: rows that stay as they are, and the indexes on them
- `structures`: the indexes themselves
- `execution`: which index answers a condition, and how pages and totals are made
- `eager`: all indexes at once, and what they cost
"""
