"""Fakes with knobs and record builders shared by all tests."""
