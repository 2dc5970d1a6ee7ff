"""A plan answered from prepared rows: the engine of `Collection`.

- `intake`: checks and copies objects
- `clustering`: how opportunities are split into segments and stored, as data
- `table`: the segments of one kind of object
- `segment`: rows and the indexes on them; `registry`: builds each index once
- `structures`: the indexes themselves
- `execution`: which index answers a condition, and how pages and totals are made
- `eager`: builds all indexes at once, and tells what each costs
"""
