"""S3 and what is compatible with it: each feed an object, through Scrapy's own feed storage.

    s3://<bucket>/<prefix>/<spider>/<start>.jsonl

An object appears when it is whole. Keys, address and region are Scrapy's own settings
(`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT_URL`, `AWS_REGION_NAME`).
"""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from scrapy.extensions.feedexport import S3FeedStorage

from crawler.sinks.columns import Line, parse_line
from crawler.sinks.extras import needed
from crawler.sinks.journal import name_of, read_feed


class S3Sink:
    """Copies feeds below `address`, such as `s3://bucket/feeds`."""

    def __init__(self, address: str, settings: Mapping[str, Any]) -> None:
        needed("boto3", "S3")
        self.address = address.rstrip("/")
        self.settings = settings
        root = self._storage("")
        self.client, self.bucket, self.prefix = root.s3_client, root.bucketname, root.keyname

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()

    def held(self, among: Collection[str] | None = None) -> set[str]:
        """Names of the feeds that lie there; where some are given, of those that begin like them:
        a list of keys comes by the thousand."""
        keys = self._keys(os.path.commonprefix(list(among or ())))
        return {key.removeprefix(self.prefix).removesuffix(".jsonl") for key in keys}

    def load(self, feed: Path) -> None:
        """Copy `feed`, whose lines must be whole."""
        for _ in read_feed(feed):
            pass
        storage = self._storage(f"{name_of(feed)}.jsonl")
        storage._store_in_thread(feed.open("rb"))  # in ours: the crawl has ended

    def lines(self, feed: str | None = None) -> Iterator[Line]:
        """The lines held, or those of one feed by name."""
        for key in [f"{self.prefix}{feed}.jsonl"] if feed else sorted(self._keys()):
            body = self.client.get_object(Bucket=self.bucket, Key=key)["Body"]
            yield from map(parse_line, body.iter_lines())

    def _keys(self, start: str = "") -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + start):
            yield from (found["Key"] for found in page.get("Contents", ()))

    def _storage(self, key: str) -> S3FeedStorage:
        get = self.settings.get
        return S3FeedStorage(
            f"{self.address}/{key}",
            access_key=get("AWS_ACCESS_KEY_ID"),
            secret_key=get("AWS_SECRET_ACCESS_KEY"),
            acl=get("FEED_STORAGE_S3_ACL") or None,
            endpoint_url=get("AWS_ENDPOINT_URL") or None,
            session_token=get("AWS_SESSION_TOKEN"),
            region_name=get("AWS_REGION_NAME") or None,
        )
