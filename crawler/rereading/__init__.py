"""Reading an archive again: what is chosen, read over all cores, merged into a feed, compared."""
