"""Writing WARC files: appended record by record, rotated by size, whole after a kill."""

import fcntl
import os
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from scrapy import Request
from scrapy.http import Response
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from crawler.archive.index import NAME, Index
from crawler.archive.records import (
    ROLE,
    RUN,
    SITE,
    Capture,
    new_record_id,
    pair,
    payload_digest,
    warc_date,
    warcinfo,
)
from crawler.durable import part_of, publish

WARC = ".warc.gz"


class Archive:
    """The WARC files of one run of a spider: `<folder>/<spider>-<stamp>-00001.warc.gz` and so on.

    A file that is being written lies beside its final name and is locked; what a record is
    appended with reaches the file in one write.
    """

    def __init__(
        self, folder: Path, stamp: str, *, size: int, about: dict[str, str], spider: str
    ) -> None:
        """`size`: bytes behind which a new file is begun; `about`: fields of warcinfo."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.name, self.size = folder, f"{spider}-{stamp}", size
        self.about = about | {RUN: f"{spider}/{stamp}"}
        salvage(folder)
        self.index = Index(folder / NAME)
        self.index.update(f"{folder}/{name}" for name in os.listdir(folder) if name.endswith(WARC))
        self._number = 0
        self._file: IO[bytes] | None = None
        self._path = folder
        self._warcinfo = ""

    def write(
        self,
        request: Request,
        response: Response,
        moment: datetime,
        role: str | None = None,
        site: str | None = None,
    ) -> str:
        """Append a response with its request; the response's WARC-Record-ID.

        `role`, `site`: as `ROLE` and `SITE`. Raises OSError where that fails; the file is then as it was
        before. Raises sqlite3.Error where only the index cannot be written, which is made anew.
        """
        if self._file is None:
            self._begin()
        record = new_record_id()
        fields = {"WARC-Record-ID": record, "WARC-Date": warc_date(moment)}
        fields["WARC-Warcinfo-ID"] = self._warcinfo
        fields |= {name: value for name, value in ((ROLE, role), (SITE, site)) if value}
        capture = Capture(
            request.url, moment, self._path, 0, record, "response", response.status,
            role=role, site=site, run=self.about[RUN],
        )  # fmt: skip
        answer, question = pair(
            _WRITER, request, response, fields=fields, original=self._original(response)
        )
        digest = answer.rec_headers.get_header("WARC-Payload-Digest")
        capture = replace(capture, kind=answer.rec_type, digest=digest)
        offset = self._append((answer, question))
        assert self._file
        self.index.add(replace(capture, offset=offset), size := self._file.tell())
        if size >= self.size:
            self.close_file()
        return record

    def _original(self, response: Response) -> Capture | None:
        if response.status == 304 or not response.body:
            return None
        return self.index.with_payload(payload_digest(response.body))

    def _begin(self) -> None:
        while self._file is None:
            self._number += 1
            self._path = self.folder / f"{self.name}-{self._number:05}.warc.gz"
            self._file = None if self._path.exists() else _claim(part_of(self._path))
        self._warcinfo = new_record_id()
        self._append((warcinfo(_WRITER, self._path.name, self._warcinfo, self.about),))

    def _append(self, records: Iterable[ArcWarcRecord]) -> int:
        assert self._file
        buffer = BytesIO()
        for record in records:
            WARCWriter(buffer, warc_version="WARC/1.1").write_record(record)
        offset, data = self._file.tell(), buffer.getbuffer()
        try:
            if self._file.write(data) != len(data):
                raise OSError(f"{self._path}: the disk is full")
        except OSError:
            self._file.truncate(offset)
            self._file.seek(offset)
            raise
        return offset

    def close_file(self) -> None:
        """Make the current file durable and give it its final name."""
        if self._file is not None:
            with self._file as file:
                os.fsync(file.fileno())
                publish(part_of(self._path), self._path)
            self._file = None

    def close(self) -> None:
        """End the archive of this run."""
        self.close_file()
        self.index.close()


def _claim(part: Path) -> IO[bytes] | None:
    """A new file, open and locked; None where another run has it."""
    try:
        file = part.open("xb", buffering=0)
    except FileExistsError:
        return None
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        ours = os.stat(part).st_ino == os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        ours = False  # another run took it for a killed one's before it was locked
    if not ours:
        file.close()
    return file if ours else None


_WRITER = WARCWriter(BytesIO(), warc_version="WARC/1.1")
"""Makes records; each is written by a writer of its own."""


def salvage(folder: Path) -> list[Path]:
    """Cut the files of killed runs behind their last whole record and publish them.

    Files that a living process holds are left alone. Returns what was published.
    """
    published = []
    for name in sorted(name for name in os.listdir(folder) if name.endswith(f"{WARC}.part")):
        part, path = folder / name, folder / name[1:].removesuffix(".part")
        with part.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            file.truncate(whole_members(file))
            os.fsync(file.fileno())
            if file.seek(0, os.SEEK_END):
                publish(part, path)
                published.append(path)
            else:
                part.unlink()
    return published


def whole_members(file: IO[bytes], most: int | None = None) -> int:
    """How many bytes from the start of `file` are whole gzip members; of the first `most`."""
    whole = file.seek(0)
    member, position, rest, count = zlib.decompressobj(31), 0, b"", 0
    while piece := rest or file.read(1 << 16):
        if not rest:
            position += len(piece)
        try:
            member.decompress(piece)
        except zlib.error:
            break
        rest = member.unused_data
        if member.eof:
            whole, count = position - len(rest), count + 1
            if count == most:
                break
            member = zlib.decompressobj(31)
    return whole
