"""Pictures and files of articles, downloaded by Scrapy's own files pipeline.

Each file lies under the digest of its bytes, `ab/ab12....pdf`: no name of a server's choosing
reaches the disk, and the same file is stored once.
"""

import asyncio
import hashlib
import importlib.util
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.pipelines.files import FilesPipeline, FSFilesStore
from scrapy.pipelines.media import MediaPipeline
from scrapy.settings import BaseSettings
from scrapy.utils.defer import ensure_awaitable
from twisted.python.failure import Failure

from crawler.attachments import KINDS, NEEDED, text_of
from crawler.extract.filetypes import DOCUMENTS, PICTURES, file_type
from crawler.extract.hosts import is_private
from crawler.extract.urls import host_of
from crawler.feedfile import written_whole
from crawler.items import Article
from crawler.site import Site

CHOICES = {"images": PICTURES, "attachments": DOCUMENTS}
"""What the setting MEDIA may name -> the types of file that are kept of it."""
_REMEMBERED = 1000
"""Downloads of the run that are not asked for again."""


class WholeFiles(FSFilesStore):
    """Files in a folder, each under its name only when whole."""

    def persist_file(  # type: ignore[override]
        self, path: str, buf: BytesIO, *_: Any, **__: Any
    ) -> None:
        """Store what is not there yet."""
        target = Path(self.basedir) / path
        if not target.exists():
            with written_whole(target) as part:
                part.write_bytes(buf.getbuffer())


class Media(FilesPipeline):
    """Downloads what MEDIA asks for; the item names digest and place of each file.

    What is too large, of another type, broken or forbidden costs that file only, and is counted.
    """

    LOG_FAILED_RESULTS = False
    STORE_SCHEMES: ClassVar[Any] = {
        **FilesPipeline.STORE_SCHEMES, "": WholeFiles, "file": WholeFiles,
    }  # fmt: skip

    def __init__(self, store_uri: str, *, crawler: Crawler) -> None:
        super().__init__(store_uri, crawler=crawler)
        settings = crawler.settings
        self.choice = chosen(settings["MEDIA"])
        self.most_bytes = settings.getint("MEDIA_MAXSIZE")
        self.most_files = settings.getint("MEDIA_PER_ARTICLE")
        self.read_text = settings.getbool("MEDIA_TEXT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises ValueError as `check_media` does."""
        if not crawler.settings["MEDIA"]:
            raise NotConfigured
        check_media(crawler.settings)
        return super().from_crawler(crawler)

    def get_media_requests(self, item: Article, info: MediaPipeline.SpiderInfo) -> list[Request]:
        """A request for each picture and file, up to MEDIA_PER_ARTICLE."""
        requests, refused = self._requests(item)
        for reason, number in refused.items():
            self._count(reason, number)
        return requests

    def _requests(self, item: Article) -> tuple[list[Request], Counter[str]]:
        wanted: dict[str, frozenset[str]] = {}
        for name in self.choice:
            for file in getattr(item, name):
                if file.url:
                    wanted[file.url] = wanted.get(file.url, frozenset()) | CHOICES[name]
        requests: list[Request] = []
        refused: Counter[str] = Counter()
        for url, types in wanted.items():
            if len(requests) == self.most_files:
                refused["over_the_number"] += 1
            elif is_private(urlsplit(url).hostname or "") and host_of(url) != host_of(item.url):
                refused["private_address"] += 1
            else:
                try:
                    requests.append(self._request(url, types))
                except ValueError:
                    refused["bad_address"] += 1
        return requests, refused

    def _request(self, url: str, types: frozenset[str]) -> Request:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
        site = Site(host=host, scheme=parts.scheme)  # redirects stay on the file's own host
        meta = {"role": "file", "url": url, "types": types, "download_maxsize": self.most_bytes}
        return Request(url, cb_kwargs={"site": site}, meta=meta)

    def media_to_download(self, *_: Any, **__: Any) -> None:
        """Nothing is known of a file before its bytes are."""

    async def media_downloaded(  # type: ignore[override]
        self,
        response: Response,
        request: Request,
        info: MediaPipeline.SpiderInfo,
        *,
        item: Any = None,
    ) -> dict[str, str | None] | None:
        """Digest, path and text of a file that is kept; None for another."""
        kind = file_type(response.body, response.url) if response.status == 200 else None
        if response.status != 200:
            self._count(f"HTTP_{response.status}")
        elif kind not in request.meta["types"]:
            self._count("other_type")
        elif len(response.body) > self.most_bytes:
            self._count("too_large")
        else:
            digest = hashlib.sha256(response.body).hexdigest()
            path = f"{digest[:2]}/{digest}.{kind}"
            stored = self.store.persist_file(path, BytesIO(response.body), info)
            await ensure_awaitable(stored)
            self._count("stored")
            return {"sha256": digest, "path": path, "text": await self._text(response.body, kind)}
        return None

    async def _text(self, data: bytes, kind: str | None) -> str | None:
        if not self.read_text or kind not in KINDS:
            return None
        text = await asyncio.to_thread(text_of, data, kind)
        self._count("text_read" if text else "text_not_read")
        return text

    def media_failed(  # type: ignore[override]
        self, failure: Failure, request: Request, info: MediaPipeline.SpiderInfo
    ) -> None:
        """Count a file that did not come, or could not be stored."""
        error = failure.value
        assert self.crawler.stats
        if isinstance(error, OSError):
            self.crawler.stats.inc_value("storage/media_failed")
        large = isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error)
        reason = str(error) if isinstance(error, IgnoreRequest) else type(error).__name__
        self._count("too_large" if large else reason.replace(" ", "_"))

    def item_completed(
        self, results: Iterable[Any], item: Article, info: MediaPipeline.SpiderInfo
    ) -> Article:
        """The article with what is known of its files."""
        if len(info.downloaded) > _REMEMBERED:
            info.downloaded.clear()
        requests, _ = self._requests(item)
        found = {
            request.meta["url"]: result
            for request, (good, result) in zip(requests, results, strict=True)
            if good and result
        }
        return replace(
            item,
            images=tuple(_with_file(image, found) for image in item.images),
            attachments=tuple(_with_file(file, found) for file in item.attachments),
        )

    def _count(self, what: str, number: int = 1) -> None:
        assert self.crawler.stats
        if number:
            self.crawler.stats.inc_value(f"media/{what}", number)


def check_media(settings: BaseSettings) -> None:
    """Raises ValueError for what MEDIA cannot mean, or what MEDIA_TEXT lacks."""
    chosen(settings["MEDIA"])
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if settings.getbool("MEDIA_TEXT") and missing:
        wanted = "pip install -r requirements-extras.txt"
        raise ValueError(f"MEDIA_TEXT needs {', '.join(missing)}: {wanted}")


def chosen(setting: str) -> list[str]:
    """`images`, `attachments` or both, as MEDIA names them; ValueError for anything else."""
    names = [name.strip() for name in setting.split(",") if name.strip()]
    for name in names:
        if name not in CHOICES:
            raise ValueError(f"MEDIA={setting}: {name!r} is none of {', '.join(CHOICES)}")
    return names


def _with_file(file: Any, found: dict[str, dict[str, str | None]]) -> Any:
    known = found.get(file.url, {})
    return replace(file, **{name: known[name] for name in known if hasattr(file, name)})
