"""Which texts still have to be translated? Brings the translations up to date with the English: `make messages`.

A text that is new has an empty translation; one whose English text was changed keeps its translation, marked fuzzy,
until somebody has looked at it; one that is gone goes. Files of a language are made for the pages that it has begun.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from analysis.present.language import LANGUAGES, LOCALE, PLURAL_FORMS, SOURCE, is_translated, messages

WIDTH = 118


def updated(english: Catalog, translated: Catalog | None, language: str) -> Catalog:
    """The translation of a page with the keys and the order of the English one.

    Comments of the English page are marked `#.`; a translator's own, marked `#`, stay. One that was copied from the
    English page with its `#` is said once.
    """
    before = {message.context: message for message in translated or () if message.id}
    fresh = Catalog(locale=language, project="spbe-study", fuzzy=False)
    fresh.mime_headers = [("Plural-Forms", _plural_forms(language))]
    for message in english:
        if not message.id:
            continue
        old = before.get(message.context)
        flags = {"fuzzy"} if old and any(old.string) and (old.fuzzy or old.id != message.id) else ()
        fresh.add(
            message.id, _carried(old, message.pluralizable), context=message.context, flags=flags,
            auto_comments=message.user_comments, user_comments=_own_comments(old, message),
        )  # fmt: skip
        fresh.get(message.id, message.context).flags -= {"python-format", "python-brace-format"}  # guesses of babel's
    return fresh


def _own_comments(old: Message | None, english: Message) -> list[str]:
    """What a translator noted, without what the English page says itself."""
    return [comment for comment in (old.user_comments if old else ()) if comment not in english.user_comments]


def _plural_forms(language: str) -> str:
    number, rule = PLURAL_FORMS[language]
    return f"nplurals={number}; plural={rule};"


def _carried(old: Message | None, plural: bool) -> str | tuple[str, ...]:
    """The translation there was, as one text or as forms."""
    forms = () if old is None else (old.string,) if isinstance(old.string, str) else old.string
    return forms if plural else (forms or ("",))[-1]


def open_keys(translated: Catalog) -> list[str]:
    """Keys of a page that are untranslated or fuzzy."""
    return [message.context for message in translated if message.id and not is_translated(message)]


def write(path: Path, catalog: Catalog) -> None:
    """Write a page of a catalogue, with a head that no clock changes."""
    head = (
        f'# A translation: msgctxt is the key, msgid the English text; `make messages` updates it.\nmsgid ""\n'
        f'msgstr ""\n"Project-Id-Version: spbe-study\\n"\n"Language: {path.parent.name}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {_plural_forms(path.parent.name)}\\n"\n\n'
    )
    half = path.with_name(f".{path.name}")
    with half.open("wb") as file:
        file.write(head.encode())
        write_po(file, catalog, width=WIDTH, omit_header=True)
    half.replace(path)


def main() -> int:
    """Update every page that a language has begun, and say what is open in it and which pages have not been begun."""
    for language in (name for name in LANGUAGES if name != SOURCE):
        for source in sorted((LOCALE / SOURCE).glob("*.po")):
            path = LOCALE / language / source.name
            if not path.is_file():
                print(f"messages: locale/{language}/{source.name}: not begun; make an empty file to begin it")
                continue
            fresh = updated(messages(source), messages(path), language)
            write(path, fresh)
            waiting = open_keys(fresh)
            print(f"messages: locale/{language}/{source.name}: {len(fresh)} texts, {len(waiting)} to translate")
            print("".join(f"  {key}\n" for key in waiting), end="")
    return 0
