"""Workspace files: strict models, a loader that names file and line, the shipped profiles."""
