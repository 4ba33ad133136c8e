"""Finds spiders; one module that cannot be imported costs only itself."""

import importlib
import pkgutil
import sys

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader


class BulletinSpiderLoader(SpiderLoader):
    """Scrapy's loader, module by module; `broken` names what could not be loaded and why."""

    broken: dict[str, str]

    def __init__(self, settings: BaseSettings) -> None:
        self.broken = {}
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        for package in self.spider_modules:
            root = importlib.import_module(package)
            for info in pkgutil.iter_modules(root.__path__, f"{package}."):
                try:
                    self._load_spiders(importlib.import_module(info.name))
                except Exception as error:  # whatever a module raises is its own fault
                    self.broken[info.name] = f"{type(error).__name__}: {error}"
        for name, reason in self.broken.items():
            print(f"{name} cannot be loaded and is left out: {reason}", file=sys.stderr)
        self._check_name_duplicates()
