"""Where the memory of a test may live: SQLite, and Postgres where a server answers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"
SCHEMA = f"bantin_test_{os.getpid()}"  # tests run side by side


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of an empty schema; the test is skipped where no server answers."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    engine = sa.create_engine(POSTGRES, connect_args={"connect_timeout": 2})
    try:
        with engine.begin() as connection:
            connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
            connection.execute(sa.text(f"CREATE SCHEMA {SCHEMA}"))
    except sa.exc.OperationalError:
        pytest.skip("no Postgres answers on 127.0.0.1:5432")
    yield f"{POSTGRES}?options=-csearch_path%3D{SCHEMA}"
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {SCHEMA} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty memory."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/memory.sqlite3"
    answer = request.getfixturevalue("postgres")
    assert isinstance(answer, str)
    return answer
