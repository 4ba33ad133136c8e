"""Archives and pages that others have saved, made ready to be read like our own.

WARC files are read where they lie; what cannot be entered at a record (a WACZ, a WARC packed as
a whole) is unpacked first, and saved pages become `resource` records of a WARC.
"""

import gzip
import re
import shutil
import uuid
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import quote, urljoin, urlsplit

from warcio.warcwriter import WARCWriter

from crawler.archive.index import NAME
from crawler.archive.records import Capture, warc_date
from crawler.archive.writing import whole_members
from crawler.feedfile import written_whole
from crawler.rereading.units import UNREADABLE

PAGES = (".html", ".htm", ".xhtml", ".php", ".aspx", ".jsp", ".asp")
WARCS = (".warc", ".warc.gz", ".wacz")
BROKEN = "damaged file: "
"""Begins the reason where a file is not what its name says, or only up to some place."""
BROKEN_FILE = (
    zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What unpacking raises for bytes that are damaged, encrypted, or packed in some odd way."""
_HEAD = 16384
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)
_MIRRORED_FROM = re.compile(rb"<!--\s*Mirrored from\s+(\S+)\s+by HTTrack", re.I)
_CANONICAL = (
    re.compile(rb"<link[^>]+rel=[\"']?canonical[\"']?[^>]*?href=[\"']?([^\"'\s>]+)", re.I),
    re.compile(rb"<link[^>]+href=[\"']?([^\"'\s>]+)[\"']?[^>]+rel=[\"']?canonical", re.I),
    re.compile(rb"<meta[^>]+property=[\"']og:url[\"'][^>]+content=[\"']([^\"']+)", re.I),
)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}\Z", re.I)


def sources_of(places: Iterable[Path]) -> list[Path]:
    """The WARC, WACZ and page files that `places` (files, folders) name, sorted."""
    found: set[Path] = set()
    for place in places:
        files = place.rglob("*") if place.is_dir() else (place,)
        found.update(file.absolute() for file in files if file.is_file())
    return sorted(file for file in found if not file.name.startswith(".") and file.name != NAME)


def is_source(path: Path) -> bool:
    """True for the name of a file that may hold pages."""
    return path.name.lower().endswith(WARCS + PAGES)


def prepare(
    sources: Iterable[Path], roots: Iterable[Path], folder: Path
) -> tuple[list[Path], Counter[str]]:
    """WARC files that can be entered at each record, made in `folder` where they must be; and why
    other sources give none. Raises OSError where `folder` cannot be written."""
    warcs: list[Path] = []
    pages: list[Path] = []
    refused: Counter[str] = Counter()
    for source in sources:
        if reason := _why_not(source):
            refused[reason] += 1
        elif source.name.lower().endswith(PAGES):
            pages.append(source)
        else:
            try:
                warcs += _enterable(source, folder)
            except BROKEN_FILE:
                refused[broken(source)] += 1
    if pages:
        target = folder / "pages.warc.gz"
        refused += _write_pages(pages, list(roots), target)
        warcs.append(target)
    return warcs, refused


def broken(source: Path) -> str:
    """The reason under which a damaged file is counted."""
    return f"{BROKEN}{source.name}"


def _why_not(source: Path) -> str | None:
    if not is_source(source):
        return "file of another kind"
    try:
        with source.open("rb") as file:
            return None if file.read(1) else "empty file"
    except OSError as error:
        return f"{UNREADABLE}{source.name}: {error.strerror or error}"


def _enterable(source: Path, folder: Path) -> list[Path]:
    """The WARC files of a source. Raises one of BROKEN_FILE."""
    name = source.name.lower()
    if name.endswith(".wacz"):
        return _unpacked(source, folder)
    if name.endswith(".gz") and not _is_packed_by_record(source):
        return [_inflated(source, folder)]
    return [source]


def _is_packed_by_record(path: Path) -> bool:
    """True where the first gzip member does not hold the whole file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        first = gzip_end(file)
    return 0 < first < size


def gzip_end(file: IO[bytes]) -> int:
    """Where the first gzip member of `file` ends; 0 for none that is whole."""
    return whole_members(file, most=1)


def _inflated(source: Path, folder: Path) -> Path:
    target = folder / f"{_short(source)}-{source.name.removesuffix('.gz')}"
    if not target.exists():
        with written_whole(target) as part, gzip.open(source) as packed, part.open("wb") as file:
            try:
                shutil.copyfileobj(packed, file)
            except EOFError:
                pass  # a cut file: what it holds up to there
    return target


def _unpacked(source: Path, folder: Path) -> list[Path]:
    with zipfile.ZipFile(source) as packed:
        names = [
            name for name in packed.namelist()
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
        ]  # fmt: skip
        return [_extracted(packed, name, source, folder) for name in names]


def _extracted(packed: zipfile.ZipFile, name: str, source: Path, folder: Path) -> Path:
    target = folder / f"{_short(source)}-{Path(name).name}"
    if not target.exists():
        with written_whole(target) as part, packed.open(name) as inside, part.open("wb") as file:
            shutil.copyfileobj(inside, file)
    return target


def _short(source: Path) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, str(source)).hex[:8]


def _write_pages(pages: Iterable[Path], roots: list[Path], target: Path) -> Counter[str]:
    """Saved pages as records whose ids follow from address and bytes."""
    refused: Counter[str] = Counter()
    with written_whole(target) as part, part.open("wb") as file:
        writer = WARCWriter(file, warc_version="WARC/1.1")
        for page in pages:
            body = page.read_bytes()
            url = address_of(page, roots, body)
            if url is None:
                refused["no address"] += 1
                continue
            moment = datetime.fromtimestamp(page.stat().st_mtime, UTC)
            name = url.encode() + b"\n" + body
            record = uuid.uuid5(uuid.NAMESPACE_URL, name.decode("latin-1")).urn
            fields = {"WARC-Record-ID": f"<{record}>", "WARC-Date": warc_date(moment)}
            writer.write_record(
                writer.create_warc_record(
                    url, "resource", BytesIO(body), len(body),
                    warc_content_type="text/html", warc_headers_dict=fields,
                )
            )  # fmt: skip
    return refused


def address_of(page: Path, roots: Iterable[Path], body: bytes) -> str | None:
    """Where a saved page came from: what the browser or mirror wrote into it, else its place in a
    mirror (`<folder>/<host>/<path>`), else what the page calls its own address; None: unknown."""
    head = body[:_HEAD]
    if saved := _SAVED_FROM.search(head):
        return _checked(saved[1].decode("utf-8", "replace"))
    if mirrored := _MIRRORED_FROM.search(head):
        return _checked("http://" + mirrored[1].decode("utf-8", "replace"))
    return _mirrored(page, roots) or next(
        (
            url
            for pattern in _CANONICAL
            if (found := pattern.search(head))
            and (url := _checked(found[1].decode("utf-8", "replace")))
        ),
        None,
    )


def _checked(url: str) -> str | None:
    parts = urlsplit(url)
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _mirrored(page: Path, roots: Iterable[Path]) -> str | None:
    for root in roots:
        if page.is_relative_to(root):
            names = (root.name, *page.relative_to(root).parts)
            for start, name in enumerate(names[:-1]):
                if _HOST.match(name):
                    return _url_of(name, names[start + 1 :])
    return None


def _url_of(host: str, names: Iterable[str]) -> str:
    path = "/".join(names)
    path, mark, query = path.partition("?")
    if mark:  # wget writes the query into the name, and .html behind it
        query = quote(query.removesuffix(".html"), safe="=&%+/")
    path = re.sub(r"(?:^|/)index\.html?$", lambda found: found[0][:1].replace("i", ""), path)
    return urljoin(f"https://{host}/", quote(path, safe="/%:@,;=+~!'()*")) + mark + query


def reasons(captures: Iterable[Capture]) -> Iterator[str]:
    """Why records that are no answered pages are passed over."""
    for capture in captures:
        if not capture.is_page:
            yield f"HTTP {capture.status}"
