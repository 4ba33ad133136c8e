"""Sources of a survey without the network: a folder of saved pages, an archive."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response, TextResponse

from crawler.archive.reading import read_response
from crawler.archive.replay import open_index
from crawler.newsite.survey import MOST_REQUESTS, Page, Unread
from crawler.offline import Refused, decoded

_STATED = re.compile(
    rb"""<!--\s*saved from url=\(\d+\)(\S+)|<link\b[^>]*\brel=["']canonical["'][^>]*\bhref=["']([^"']+)"""
    rb"""|<meta\b[^>]*\bproperty=["']og:url["'][^>]*\bcontent=["']([^"']+)"""
)
_ASSET = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|pdf|docx?|xlsx?|woff2?|ttf)\Z", re.I)  # fmt: skip


class Folder:
    """Pages saved by a browser or a mirroring tool.

    A file below a folder with the host's name lies at that path; another at the address that its
    page states (`saved from url`, canonical link, og:url), else at its path in the folder.
    """

    proof = "never"  # a browser saves what scripts have made of a page

    def __init__(self, folder: Path, url: str) -> None:
        self.files: dict[str, tuple[str, Path]] = {}
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            if not _ASSET.search(path.name):
                for place in _places(path, folder, url):
                    self.files.setdefault(_key(place), (place, path))

    left = MOST_REQUESTS

    @property
    def robots(self) -> str:
        """robots.txt, where it was saved."""
        found = [path for key, (_, path) in self.files.items() if key.endswith("/robots.txt")]
        return found[0].read_text("utf-8", "replace") if found else ""

    def holds(self, url: str) -> bool:
        """True where a file is the page at `url`."""
        return _key(url) in self.files

    async def fetch(self, url: str) -> Page:
        """The page in its file. Raises Unread."""
        if not self.holds(url):
            raise Unread("not among the saved pages")
        return Page(url, self.files[_key(url)][1].read_bytes())


def _places(path: Path, folder: Path, url: str) -> Iterator[str]:
    """The addresses at which a file may lie, the surest first."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    names = path.relative_to(folder).parts
    mirrored = names[0].removeprefix("www.") in (host, host.replace(":", "+"))
    if not mirrored:
        stated = _STATED.search(path.read_bytes()[:20_000])
        if stated:
            yield urljoin(url, next(filter(None, stated.groups())).decode("utf-8", "replace"))
            return
    place = "/".join(names[1:] if mirrored else names)
    place = re.sub(r"(?:^|(?<=/))index\.(?:html?|php)$", "", place)
    for form in (place, re.sub(r"\.html?$", "", place)):
        yield f"{parts.scheme}://{parts.netloc}/{form}"


def _key(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


class Warc:
    """The newest capture of each address in WARC files."""

    proof = "as-served page"

    def __init__(self, path: Path) -> None:
        """Raises ValueError where `path` is no WARC file and holds none."""
        files = str(path / "**" / "*.warc*") if path.is_dir() else str(path)
        self.index = open_index(files)
        self.host = ""

    left = MOST_REQUESTS

    @property
    def robots(self) -> str:
        """robots.txt of the host that was asked for first."""
        try:
            page = self._page(f"{self.host}/robots.txt")
        except Unread:
            return ""
        return page.body.decode("utf-8", "replace") if page else ""

    def holds(self, url: str) -> bool:
        """True where the archive has an answer for `url`."""
        return bool(self.index.of(url))

    async def fetch(self, url: str) -> Page:
        """The page in the archive; redirects are followed there. Raises Unread."""
        self.host = self.host or "{0.scheme}://{0.netloc}".format(urlsplit(url))
        page = self._page(url)
        if page is None:
            raise Unread("not in the archive")
        return page

    def _page(self, url: str) -> Page | None:
        for _ in range(5):
            captures = self.index.of(url)
            original = self.index.original_of(captures[-1]) if captures else None
            if original is None:
                return None
            response = read_response(original)
            if response.status == 200:
                return _unpacked(response, original.date, url)
            if "Location" not in response.headers:
                raise Unread(f"HTTP {response.status}")
            url = urljoin(url, (response.headers["Location"] or b"").decode("latin-1"))
        raise Unread("redirected too often")


def _unpacked(response: Response, date: datetime, url: str) -> Page:
    try:
        page = decoded(response)
    except Refused as error:
        raise Unread(str(error)) from error
    encoding = page._declared_encoding() if isinstance(page, TextResponse) else None
    return Page(url, page.body, encoding, date)


def open_saved(path: Path, url: str) -> Folder | Warc:
    """The source at `path`. Raises ValueError where there is none."""
    if not path.exists():
        raise ValueError(f"{path}: no such file or folder")
    if path.is_file() or any(path.rglob("*.warc")) or any(path.rglob("*.warc.gz")):
        return Warc(path)
    return Folder(path, url)
