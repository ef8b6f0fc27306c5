"""Words everyone shares: frozen records, error tree, ports and the clock. Standard library only."""
