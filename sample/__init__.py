"""A bundled bulletin site, invented, with the faults of real ones. `python -m sample` serves it."""

from sample.server import SampleSite

__all__ = ["SampleSite"]
