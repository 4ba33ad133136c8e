"""Property tests give the same answer on a slow and on a fast machine; the program is compiled once."""

import os
import sys

from hypothesis import settings

# containers often say so; hundreds of processes that tests start would compile the program anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
