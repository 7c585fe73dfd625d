"""The reference study of Indonesia's e-government index (SPBE): tables, methods, studies, reports.

Bytecode that Python keeps counts for a source of equal time and size, so an edited file may not be what runs. Here it
counts only where it carries the hash of the very source, in the command, in kernels and in a reader's own session.
"""

import sys
from importlib.machinery import FileFinder, SourceFileLoader
from importlib.util import source_hash

_BY_TIME, _BY_HASH = (flags.to_bytes(4, "little") for flags in (0b00, 0b11))  # of the header, see PEP 552


class SourceLoader(SourceFileLoader):
    """Reads and keeps bytecode by the hash of its source; anything else is as if it were not there."""

    def get_data(self, path: str) -> bytes:
        data = super().get_data(path)
        if path == self.path:
            self.source = data  # what is run, whatever the file holds later
        elif path.endswith(".pyc") and data[4:8] != _BY_HASH:
            raise OSError("bytecode that goes by time")
        return data

    def set_data(self, path: str, data: bytes, **options: int) -> None:
        if data[4:8] == _BY_TIME:
            data = data[:4] + _BY_HASH + source_hash(self.source) + data[16:]
        super().set_data(path, data, **options)


def _finder(folder: str) -> FileFinder:
    if not f"{folder}/".startswith(f"{__path__[0]}/"):
        raise ImportError
    return FileFinder(folder, (SourceLoader, [".py"]))


sys.path_hooks.insert(0, _finder)
SourceLoader(__name__, __file__).get_code(__name__)  # keeps the bytecode of this file by hash too
