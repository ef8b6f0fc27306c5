"""From address to draft: fetching within limits, politeness, feeds and article pages."""
