"""Large libraries linked while the interpreter's lock is free, ahead of the import that needs them.

An import holds the lock for as long as the system's linker works, for torch nearly half a second,
in which no event of the window is seen. Called as a foreign function the linker needs no lock, and
the import afterwards finds its library linked. Torch does the same by itself on Windows.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import threading
from pathlib import Path

_LIBRARIES = {
    "torch": (("lib/libtorch_global_deps.*", True), ("lib/libtorch.*", False)),
    "SimpleITK": (("_SimpleITK*", False),),
}
"""Package → its libraries in the order of linking, and whether others may use their symbols."""


LINKER = threading.Lock()
"""The linker serves one at a time, and an import that finds it busy waits with the interpreter's
lock in its hands. Whoever imports libraries in a thread holds this one meanwhile."""


def link_ahead(package: str) -> bool:
    """Link a package's libraries; where that fails, its import tells why.

    Args:
        package: its name; one without large libraries needs nothing.

    Returns:
        Whether any were linked; never on Windows.
    """
    libraries = _LIBRARIES.get(package, ())
    spec = importlib.util.find_spec(package) if libraries and os.name == "posix" else None
    if spec is None or not spec.submodule_search_locations:
        return False
    folder = Path(spec.submodule_search_locations[0])
    with LINKER:
        linked = [_link(path, wide) for name, wide in libraries for path in folder.glob(name)]
    return any(linked)


def _link(library: Path, wide: bool) -> bool:
    dlopen = ctypes.CDLL(None).dlopen  # ctypes.CDLL(library) itself would hold the lock
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    mode = os.RTLD_NOW | (os.RTLD_GLOBAL if wide else os.RTLD_LOCAL)
    return bool(dlopen(os.fsencode(library), mode))
