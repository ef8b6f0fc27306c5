"""Products other than the digest: each module turns records into a small frozen one, and that into a `Paper`."""
