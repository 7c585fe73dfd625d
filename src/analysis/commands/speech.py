"""In which language does a subcommand answer? As `--language` says, else as the locale does; JSON is in English."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping

LANGUAGES = ("en", "id")
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
INDONESIAN = ("id", "in")  # as locales begin; `in` is the older code


def of_locale(given: Mapping[str, str] = os.environ) -> str:
    """The language of this user's locale where the command speaks it; English otherwise."""
    name = next((given[variable] for variable in LOCALE if given.get(variable)), "")
    return "id" if name.partition(".")[0].partition("_")[0].lower() in INDONESIAN else "en"


def options(command: argparse.ArgumentParser, answer: Callable[[argparse.Namespace], object]) -> None:
    """Give a subcommand `--json` and `--language`, and have it answer in that language."""
    command.add_argument("--json", action="store_true", help="one JSON document on stdout, in English")
    command.add_argument("--language", choices=LANGUAGES, help="of the answer in words; by default that of the locale")
    command.set_defaults(run=lambda args: _in_language(answer, args))


def _in_language(answer: Callable[[argparse.Namespace], object], args: argparse.Namespace) -> object:
    from analysis.present import language

    before = language.current()
    language.use("en" if args.json else args.language or of_locale())
    try:
        return answer(args)
    finally:
        language.use(before)
