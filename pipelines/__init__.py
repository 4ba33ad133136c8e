"""One verb on an item, one file. What the reader has made right passes unchanged."""
