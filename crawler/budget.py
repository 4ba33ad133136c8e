"""How many requests each host has had today, from all runs and spiders together."""

from datetime import date

import sqlalchemy as sa

_TABLES = sa.MetaData()
_REQUESTS = sa.Table(
    "bantin_requests",
    _TABLES,
    sa.Column("host", sa.String, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("requests", sa.Integer, nullable=False),
)


class Budget:
    """The table of requests in the database at `url`. Errors of the database are SQLAlchemy's."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url)
        _TABLES.create_all(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def spent(self, host: str, day: date) -> int:
        """Requests that `host` had on `day`."""
        count = sa.select(_REQUESTS.c.requests).where(_where(host, day))
        with self._engine.begin() as connection:
            return connection.scalar(count) or 0

    def spend(self, host: str, day: date, requests: int) -> None:
        """Add to them; counts of days gone by are thrown away."""
        row = {"host": host, "day": day, "requests": requests}
        more = (
            sa.update(_REQUESTS)
            .where(_where(host, day))
            .values(requests=_REQUESTS.c.requests + requests)
        )
        with self._engine.begin() as connection:
            if not connection.execute(more).rowcount:
                connection.execute(sa.delete(_REQUESTS).where(_REQUESTS.c.day < day))
                try:
                    with connection.begin_nested():
                        connection.execute(sa.insert(_REQUESTS).values(**row))
                except sa.exc.IntegrityError:  # another process was faster
                    connection.execute(more)


def _where(host: str, day: date) -> sa.ColumnElement[bool]:
    return sa.and_(_REQUESTS.c.host == host, _REQUESTS.c.day == day)
