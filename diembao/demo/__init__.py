"""The demonstration: an invented press, a local mail server and the workspace that knows both."""
