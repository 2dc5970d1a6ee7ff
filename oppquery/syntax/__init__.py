"""Three ways to write a request become one tree (`oppquery.ast`), and the tree text again.

- `param_forms`: a mapping, a multi-dict, pairs or a URL become named parameters
- `params`: named parameters become a request; `python_types`: values that are no text;
  `param_habits`: the spelling to take instead of those of other interfaces
- `parser`: query text, by the grammar `grammar/query.lark`; `tree_builder`: the parser's tree made
  ours, its depth counted; `syntax_errors`: what it refuses, in words
- `formatter`: a tree as query text
- `s_query`, `s_query_values`, `json_part`: the JSON of a Smart View
"""
