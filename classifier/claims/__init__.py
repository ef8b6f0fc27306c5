"""Statements of an article held against what is known: figures, claims, sources."""
