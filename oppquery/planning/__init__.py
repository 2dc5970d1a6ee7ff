"""A request as written (`oppquery.ast`) becomes a plan (`oppquery.plan`), or all of its problems.

- `resolve`: parameters to plan; `plan_cache`: the same for a `Collection`
- `planner`: filters, order, groups and page of a request
- `queries`, `names`, `directives`: query text
- `lead_filters`, `smart_views`: filters by the lead, and the Smart Views that queries name
- `terms`: the size of a request; `per_caller`: whether a plan is the same for every caller
- `conditions`: a condition by the type of its field; `untyped`, `s_query_conditions`: two others
- `comparisons`, `number_literals`, `text_literals`: operators and literals
- `simplify`: rules that make a plan cheaper
"""
