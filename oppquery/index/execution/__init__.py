"""A plan run over the segments of a table.

- `executor`: matching rows, totals, page
- `access_plan`: which index answers a condition; `costs`: which strategy is cheapest
- `filtering`: the rows of a condition; `paging`: the page; `group_totals`: the groups
"""
