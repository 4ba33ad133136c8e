"""The settings that scrapy.cfg names: those of this checkout, whatever else is installed.

The `scrapy` script puts the project behind site-packages, where any package called `crawler`,
`spiders` or `pipelines` would be found first, in silence.
"""

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from crawler.settings import *  # noqa: F403

# A page makes thousands of objects, which go when it is done with, without the collector's help; by
# default it goes through them, and through all modules, about once a page, and thrice as they load
gc.set_threshold(5000)
