"""How many requests each host has had today, from all runs and spiders together."""

from datetime import date

import sqlalchemy as sa

from crawler.memory.tables import REQUESTS, connect, writing
from crawler.memory.upsert import insert_into


class Budget:
    """The requests in the memory at `url`. Errors of the database are SQLAlchemy's."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def spent(self, host: str, day: date) -> int:
        """Requests that `host` had on `day`."""
        count = sa.select(REQUESTS.c.requests).where(REQUESTS.c.host == host, REQUESTS.c.day == day)
        with self._engine.begin() as connection:
            return connection.scalar(count) or 0

    def spend(self, host: str, day: date, requests: int) -> None:
        """Add to them; counts of days gone by are thrown away."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(REQUESTS).where(REQUESTS.c.day < day))
            statement = insert_into(connection, REQUESTS)
            more = statement.on_conflict_do_update(
                index_elements=["host", "day"],
                set_={"requests": REQUESTS.c.requests + statement.excluded.requests},
            )
            connection.execute(more, {"host": host, "day": day, "requests": requests})
