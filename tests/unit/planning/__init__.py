"""Tests of `oppquery.planning`: from a request as written to a plan."""
