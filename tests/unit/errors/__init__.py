"""Tests of `oppquery.errors`: what is said when something is wrong."""
