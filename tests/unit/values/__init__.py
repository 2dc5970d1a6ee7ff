"""Tests of `oppquery.values`: what one value means."""
