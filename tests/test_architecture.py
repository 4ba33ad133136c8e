"""Who may import whom, what names promise, and that our packages are ours.

The table of imports is the one in CONTRIBUTING.md: a new place gets a row there.
"""

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

from crawler.command import ProjectCommand

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("crawler", "pipelines", "sample", "spiders")
SCRAPY = Path(sys.executable).with_name("scrapy")
# What can be answered from one page alone needs neither network nor clock nor chance.
IMPURE = frozenset(
    "asyncio http.client httpx random requests secrets socket sqlalchemy sqlite3 ssl subprocess "
    "tempfile threading time urllib.request uuid".split()
)
PURE = ("crawler/extract/*", "crawler/cms/*", "crawler/pages/*", "crawler/site.py")
CLOCKS = frozenset(("now", "utcnow", "today"))


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    places: tuple[str, ...]
    """Patterns of paths, from the root."""
    allowed: frozenset[str]
    """What may be imported from us: `items`, `extract` (of crawler/), `sample`; `*` for all."""
    scrapy: bool

    def holds(self, path: str) -> bool:
        return any(fnmatch(path, place) for place in self.places)


def read_table() -> list[Row]:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    lines = text.partition("## Who may import whom")[2].partition("\n## ")[0].splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:2] == "| "
    ]
    return [
        Row(names(places), frozenset(names(allowed)), scrapy == "yes")
        for places, allowed, scrapy in cells[1:]
    ]


def names(cell: str) -> tuple[str, ...]:
    """The words that stand in backticks."""
    return tuple(cell.split("`")[1::2])


ROWS = read_table()
FILES = [
    str(path.relative_to(ROOT))
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
]  # fmt: skip


def row_of(path: str) -> Row:
    return next(row for row in ROWS if row.holds(path))


def imports(path: str) -> Iterator[str]:
    """Dotted names that the file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute here"
            module = node.module or ""
            whole = module in PACKAGES  # `from crawler import items` names a module
            yield from (f"{module}.{alias.name}" for alias in node.names) if whole else [module]


def place_of(name: str) -> str | None:
    """The place that a dotted name belongs to: `crawler.extract.text` -> `extract`."""
    parts = name.split(".")
    if parts[0] not in PACKAGES:
        return None
    return parts[1] if parts[0] == "crawler" and parts[1:] else parts[0]


@pytest.mark.parametrize("path", FILES)
def test_imports_follow_the_table(path):
    rows = [row for row in ROWS if row.holds(path)]
    assert rows, f"{path} has no row in the table of CONTRIBUTING.md"
    own = place_of(path.removesuffix(".py").replace("/", "."))
    wrong = {
        name for name in imports(path)
        if (place := place_of(name)) and place != own and not {place, "*"} & rows[0].allowed
    }  # fmt: skip
    assert not wrong, f"{path} may not import {', '.join(sorted(wrong))}"
    scrapy = {name for name in imports(path) if name.split(".")[0] in ("scrapy", "twisted")}
    assert rows[0].scrapy or not scrapy, f"{path} may not know Scrapy"


@pytest.mark.parametrize("path", [p for p in FILES if any(fnmatch(p, place) for place in PURE)])
def test_reading_needs_neither_network_nor_clock(path):
    assert not IMPURE & set(imports(path))
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    clocks = [
        call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS
    ]
    assert not clocks, f"{path} asks the clock"


@pytest.mark.parametrize("path", FILES)
def test_no_constant_is_bound_twice(path):
    """A pattern named like another one replaces it in silence, wherever that is used."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    targets = [
        target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
    ]
    bound = Counter(target.id for target in targets if isinstance(target, ast.Name))
    assert not [name for name, times in bound.items() if times > 1]


@pytest.mark.parametrize("path", sorted((ROOT / "crawler/commands").glob("[a-z]*.py")))
def test_every_command_refuses_options_that_it_does_not_know(path):
    module = import_module(f"crawler.commands.{path.stem}")
    assert issubclass(module.Command, ProjectCommand)


def test_every_row_is_about_something():
    empty = [row.places for row in ROWS if not any(row.holds(path) for path in FILES)]
    assert not empty, "rows without a file: strike them"


def test_the_table_allows_no_circle():
    """`downwards` means that no place can reach itself through others."""
    allowed = {
        place_of(path.removesuffix(".py").replace("/", ".")): row_of(path).allowed
        for path in FILES
        if "*" not in row_of(path).allowed
    }

    def reaches(place: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        for other in allowed.get(place, frozenset()) - seen:
            seen = reaches(other, seen | {other})
        return seen

    assert not [place for place in allowed if place and place in reaches(place)]


@pytest.mark.parametrize("package", PACKAGES)
def test_our_packages_are_ours(package):
    assert Path(__import__(package).__file__).parent == ROOT / package


DECOYS = {
    "empty": {"crawler/__init__.py": "", "spiders/__init__.py": ""},
    "a project": {
        "crawler/__init__.py": "",
        "crawler/settings.py": "SPIDER_MODULES = ['strange']\n",
        "spiders/__init__.py": "",
        "pipelines/__init__.py": "raise ImportError('a strange package')\n",
    },
}


@pytest.mark.parametrize("decoy", DECOYS)
def test_an_installed_package_of_our_name_changes_nothing(decoy, tmp_path):
    for name, text in DECOYS[decoy].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        [SCRAPY, "list"], cwd=ROOT / "docs", capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    files = {path.stem for path in (ROOT / "spiders").rglob("*.py")} - {"__init__"}
    assert set(found.stdout.split()) == files, found.stderr
    assert found.returncode == 0 and not found.stderr
