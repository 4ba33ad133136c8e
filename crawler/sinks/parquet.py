"""Parquet: zstd, one schema for all files, by site and month.

DuckDB reads all of it by one glob: `SELECT * FROM '<root>/site=*/month=*/*.parquet'`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.sinks.columns import ARTICLE, Column, Line
from crawler.sinks.extras import needed
from crawler.sinks.partitions import Partitions, Row


class ParquetSink:
    """Writes feeds below `root`."""

    def __init__(self, root: str) -> None:
        self.arrow = needed("pyarrow", "Parquet")
        self.files = needed("pyarrow.parquet", "Parquet")
        self.schema = self.arrow.schema(list(self._fields(ARTICLE)))
        self.partitions = Partitions(Path(root), ".parquet", self._write)
        self.held = self.partitions.held
        self.load = self.partitions.load

    def close(self) -> None:
        """Nothing is open."""

    def lines(self, feed: str | None = None) -> Iterator[Line]:
        """The lines held, or those of one feed by name."""
        for path in self.partitions.files(feed):
            for batch in self.files.ParquetFile(path).iter_batches(500):
                yield from (_from_arrow(row, ARTICLE) for row in batch.to_pylist())

    def _write(self, path: Path, rows: list[Row]) -> None:
        lines = [_to_arrow(line, ARTICLE) for _, line in rows]
        table = self.arrow.Table.from_pylist(lines, self.schema)
        self.files.write_table(table, path, compression="zstd")

    def _fields(self, columns: Iterable[Column]) -> Iterator[Any]:
        arrow = self.arrow
        plain = {
            "text": arrow.string(),
            "number": arrow.int64(),
            "yes": arrow.bool_(),
            "texts": arrow.list_(arrow.string()),
            "json": arrow.map_(arrow.string(), arrow.string()),
        }
        for column in columns:
            if column.kind == "rows":
                rows = arrow.struct(list(self._fields(column.of)))
                yield arrow.field(column.name, arrow.list_(rows))
            elif column.kind == "moment":
                # the type knows the moment alone; the text keeps the offset
                yield arrow.field(column.name, arrow.timestamp("us", "UTC"))
                yield arrow.field(f"{column.name}_iso", arrow.string())
            else:
                yield arrow.field(column.name, plain[column.kind])


def _to_arrow(line: Line, columns: Iterable[Column]) -> Line:
    row = {}
    for column in columns:
        value = line[column.name]
        if column.kind == "moment":
            row[f"{column.name}_iso"] = value
            value = datetime.fromisoformat(value) if value else None
        elif column.kind == "json":
            value = list(value.items())
        elif column.kind == "rows":
            value = [_to_arrow(inner, column.of) for inner in value]
        row[column.name] = value
    return row


def _from_arrow(row: Line, columns: Iterable[Column]) -> Line:
    line = {}
    for column in columns:
        value = row[column.name]
        if column.kind == "moment":
            value = row[f"{column.name}_iso"]
        elif column.kind == "json":
            value = dict(value)
        elif column.kind == "rows":
            value = [_from_arrow(inner, column.of) for inner in value]
        line[column.name] = value
    return line
