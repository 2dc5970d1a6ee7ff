"""Tests of `oppquery.data`: the objects of a call."""
