"""Packages that only one sink needs, imported when it is switched on."""

import importlib
from typing import Any


class MissingPackage(OSError):
    """A sink is switched on whose package is not installed."""


def needed(module: str, sink: str) -> Any:
    """The module; raises MissingPackage, which says what to install, where it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPackage(
            f"the {sink} sink needs {module.partition('.')[0]}:"
            " pip install -r requirements-extras.txt (or: make extras)"
        ) from error
