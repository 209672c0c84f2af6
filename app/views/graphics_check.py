"""Whether surfaces can be drawn here. VTK asked in vain does not say so: it ends the process."""

from __future__ import annotations

import ctypes
import functools
import sys

_OSMESA = ("libOSMesa.so.8", "libOSMesa.so.6", "libOSMesa.so")


@functools.cache
def drawing_library() -> str | None:
    """Which library draws without a window: "native", "egl", "osmesa"; None where none does."""
    if not sys.platform.startswith("linux"):
        return "native"
    if _egl_devices() > 0:
        return "egl"
    return "osmesa" if any(_load(name) for name in _OSMESA) else None


def _load(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _egl_devices() -> int:
    """How many devices EGL can draw with; 0 where it has no driver or cannot tell."""
    egl = _load("libEGL.so.1")
    if egl is None:
        return 0
    egl.eglGetProcAddress.restype = ctypes.c_void_p
    egl.eglGetProcAddress.argtypes = [ctypes.c_char_p]
    address = egl.eglGetProcAddress(b"eglQueryDevicesEXT")
    if not address:
        return 0
    prototype = ctypes.CFUNCTYPE(
        ctypes.c_uint, ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
    )
    count = ctypes.c_int(0)
    return count.value if prototype(address)(0, None, ctypes.byref(count)) else 0
