"""Tests of `oppquery.response`: from a result to the JSON of an answer."""
