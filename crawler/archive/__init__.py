"""The archive: every response as it came, in WARC 1.1; written, found again, replayed, packed."""
