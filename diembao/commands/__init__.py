"""One module per command, each with `command()` that builds it in the language in use."""
