"""Listings, feeds and sitemaps as last read, so that "not modified" still counts as read."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from crawler.memory.tables import LISTINGS
from crawler.memory.upsert import aware, upsert


@dataclass(frozen=True, slots=True)
class StoredListing:
    """The body of a listing with what it can be asked for conditionally by."""

    etag: str | None
    last_modified: str | None
    content_type: str | None
    packed: bytes
    """The decoded body, zlib."""
    read: datetime | None = None
    """When it was last sent whole; null: in this run."""

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.packed)


def read_listing(connection: sa.Connection, spider: str, url: str) -> StoredListing | None:
    """What was stored for `url`."""
    statement = sa.select(LISTINGS).where(LISTINGS.c.spider == spider, LISTINGS.c.url == url)
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    return StoredListing(row.etag, row.last_modified, row.content_type, row.body, aware(row.read))


def write_listings(
    connection: sa.Connection, spider: str, listings: Mapping[str, StoredListing], now: datetime
) -> None:
    """Replace what was stored for each URL."""
    rows = [
        {
            "spider": spider,
            "url": url,
            "etag": one.etag,
            "last_modified": one.last_modified,
            "content_type": one.content_type,
            "body": one.packed,
            "read": one.read or now,
        }
        for url, one in listings.items()
    ]
    upsert(connection, LISTINGS, rows)


def throw_away(connection: sa.Connection, spider: str, before: datetime) -> None:
    """Forget what was read before that moment: the pages behind a section's first ones are read
    once, and their bodies would be most of the memory."""
    old = (LISTINGS.c.spider == spider, LISTINGS.c.read < before)
    connection.execute(sa.delete(LISTINGS).where(*old))
