"""The manifest of a run, beside its feed, and `latest`, which points to the last good one.

    data/feeds/<spider>/20261124T050000Z.jsonl
    data/feeds/<spider>/20261124T050000Z.manifest.json
    data/feeds/<spider>/latest -> 20261124T050000Z.jsonl

Sinks of files keep a record of the same form for each feed (`crawler/sinks/partitions.py`).
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.durable import fsync_folder
from crawler.feedfile import written_whole
from crawler.feeds import names_of_feeds
from crawler.items import SCHEMA_VERSION

MANIFEST_VERSION = 1
"""Version of the manifest's format, told in docs/feeds.md."""
BAD = frozenset(("drift", "dead", "moved", "blocked"))
"""Verdicts with which `latest` does not move. A site whose sections give far fewer links than
its own history says is `drift`: that is the floor of counts."""
_PARTITIONED = re.compile(r"(?P<spider>.+)-(?P<stamp>\d{8}T\d{6}Z)-\d{5,}\.")


@dataclass(frozen=True)
class Expected:
    """What a manifest says of a file."""

    lines: int
    sha256: str


def manifest_path(feed: Path) -> Path:
    """Where the manifest of a feed lies."""
    return feed.with_name(_name_of_manifest(feed.name))


def _name_of_manifest(feed: str) -> str:
    return f"{feed.partition('.')[0]}.manifest.json"


def write_manifest(
    feed: Path, report: Mapping[str, Any], version: str, whole: bool = False
) -> dict[str, Any]:
    """Write and return the manifest of the published `feed`.

    `report`: the run's report; one that lacks everything, as after a kill, makes a manifest with
    nulls. `version`: of this program. `whole`: the run was over all sections and articles.
    """
    verdicts = report.get("verdicts") or {}
    manifest = {
        "manifest_version": MANIFEST_VERSION,
        "spider": feed.parent.name,
        "started": report.get("started"),
        "finished": report.get("finished"),
        "finish_reason": report.get("finish_reason"),
        "schema_version": SCHEMA_VERSION,
        "code_version": version,
        "verdicts": verdicts,
        "files": [describe(feed)],
        "floors_missed": floors_missed(report, whole),
    }
    with written_whole(manifest_path(feed)) as part:
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        part.write_text(text + "\n", encoding="utf-8")
    return manifest


def describe(feed: Path) -> dict[str, Any]:
    """What a manifest says of a feed file."""
    digest, lines, size = hashlib.sha256(), 0, 0
    with feed.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            lines += chunk.count(b"\n")
            size += len(chunk)
    return {"path": feed.name, "lines": lines, "bytes": size, "sha256": digest.hexdigest()}


def floors_missed(report: Mapping[str, Any], whole: bool) -> list[str]:
    """Why `latest` does not move to the run's feed; nothing for a run that passes."""
    reason = report.get("finish_reason")
    missed = [] if reason == "finished" else [f"the run ended early: {reason or 'killed'}"]
    if reason and not whole:
        missed.append("a part of the sections or articles was asked for")
    for site, verdict in (report.get("verdicts") or {}).items():
        name, why = verdict["verdict"], verdict["why"]
        if name in BAD:
            missed.append(f"{site}: {name}" + (f" ({why})" if why else ""))
    return missed


def point_latest(feed: Path) -> None:
    """Let `latest` point to `feed`; at no moment does it point to nothing."""
    latest, new = feed.with_name("latest"), feed.with_name(".latest.new")
    new.unlink(missing_ok=True)
    new.symlink_to(feed.name)
    new.replace(latest)
    fsync_folder(feed.parent)


def latest_of(folder: Path) -> Path | None:
    """The feed that `latest` points to in a spider's folder of feeds."""
    latest = folder / "latest"
    return latest.resolve() if latest.exists() else None


def publish_manifest(feed: Path, report: Mapping[str, Any], version: str, whole: bool) -> list[str]:
    """Write the manifest and move `latest` if the run passes its floors.

    Returns what the summary says about it: nothing when `latest` moved.
    """
    missed = write_manifest(feed, report, version, whole)["floors_missed"]
    if not missed:
        point_latest(feed)
        return []
    good = latest_of(feed.parent)
    stays = f"stays at {good.name}" if good else "is not set yet"
    return [f"  latest {stays}: {'; '.join(missed)}"]


def complete_manifests(folder: Path, version: str) -> None:
    """Write the manifest of each feed that a killed run left without one. `version`: as for
    `code_version`."""
    names = set(os.listdir(folder))
    bare = [name for name in names_of_feeds(folder) if _name_of_manifest(name) not in names]
    for name in bare:
        write_manifest(folder / name, {}, code_version(version))


def code_version(version: str) -> str:
    """`version`, with the commit where this is a checkout: 0.1.0+9fbae08, or ...-dirty."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return version
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude=*"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return version
    commit = found.stdout.strip()
    return f"{version}+{commit}" if found.returncode == 0 and commit else version


def expected_of(feed: Path) -> Expected | None:
    """What the manifest or record beside `feed` says of it; None where there is none.

    Raises ValueError for a manifest that does not name the file, or is none.
    """
    manifest = manifest_path(feed)
    if manifest.exists():
        return read_manifest(manifest).get(feed.absolute())
    found = _PARTITIONED.match(feed.name)
    if found and len(feed.absolute().parents) > 2:
        root = feed.absolute().parents[2]
        record = root / "_feeds" / found["spider"] / f"{found['stamp']}.json"
        if record.exists():
            return read_manifest(record).get(feed.absolute())
    return None


def read_manifest(path: Path) -> dict[Path, Expected]:
    """Absolute path of each file -> what the manifest, or the record of a sink, says of it.

    Raises ValueError for a file that is neither.
    """
    root = path.absolute().parent
    try:
        manifest = json.loads(path.read_bytes())
        if "manifest_version" not in manifest:  # a record: <root>/_feeds/<spider>/<start>.json
            root = path.absolute().parents[2]
        return {
            root / file["path"]: Expected(file["lines"], file["sha256"])
            for file in manifest["files"]
        }
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"no manifest: {error!r}") from error


def difference(feed: Path, expected: Expected, lines: int | None) -> list[str]:
    """How `feed` differs from what its manifest says; `lines`: how many it has, if known."""
    with feed.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = []
    if lines is not None and lines != expected.lines:
        found.append(f"{lines} lines, the manifest says {expected.lines}")
    if digest != expected.sha256:
        found.append(f"sha256 {digest}, the manifest says {expected.sha256}")
    return found
