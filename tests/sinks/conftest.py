"""A database of its own for every module of tests, where Postgres answers."""

import os
from collections.abc import Iterator

import pytest

SERVER = "postgresql://postgres@127.0.0.1:5432"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The URL of an empty database; the test is skipped where no server answers."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        server = psycopg.connect(f"{SERVER}/test", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip("no Postgres answers on 127.0.0.1:5432")
    name = f"bantin_sinks_{os.getpid()}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield f"{SERVER}/{name}"
    finally:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()
