"""What the commands of the project share."""

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES


class ProjectCommand(ScrapyCommand):
    """A command of this project. Options that it does not know are refused: Scrapy hands them over
    among the arguments, where they pass for the name of a spider or a file. So are empty ones: an
    unset variable of the shell must not widen what is forgotten or read."""

    requires_project = True

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "scrapy"  # and not the __main__.py of `python -m scrapy`
        super().add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        for unknown in [argument for argument in args if argument.startswith("-")]:
            raise UsageError(f"there is no option {unknown}", print_help=False)
        assert self.settings is not None
        if self.settings.getpriority("DATA") == SETTINGS_PRIORITIES["cmdline"]:
            raise UsageError(
                f"-s DATA moves reports alone: BANTIN_DATA={self.settings['DATA']} in the environment"
                " moves all", print_help=False,
            )  # fmt: skip
        for name, value in vars(opts).items():
            if value == "" or (isinstance(value, list) and "" in value):
                option = name.strip("_").replace("_", "-")
                raise UsageError(
                    f"--{option} is empty: give it a value, or leave it out", print_help=False
                )


class OfflineCommand(ProjectCommand):
    """A command that crawls nothing."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}


def at_least_one(text: str) -> int:
    """The value of `--jobs`. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text}: a positive number is needed")
    return int(text)
