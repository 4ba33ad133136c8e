"""Property tests give the same answer on a slow and on a fast machine; the program is compiled once."""

import gc
import os
import sys

from hypothesis import settings

# containers often say so; hundreds of processes that tests start would compile the program anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end; no garbage is looked for among them."""
    gc.collect()
    gc.freeze()
