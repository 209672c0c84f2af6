"""How much memory there is, asked before it is needed, and how much was taken."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

_MEMORY_INFO = Path("/proc/meminfo")
_STATUS, _CLEAR_MARKS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_ALWAYS_FITS = 64 * 2**20
"""So little is never asked about."""


class _WindowsMemory(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        ("free", ctypes.c_ulonglong),
        ("others", ctypes.c_ulonglong * 5),
    )


def free_bytes() -> int | None:
    """What programs can still be given without swapping; None where the system does not tell."""
    if sys.platform == "win32":
        status = _WindowsMemory()
        status.length = ctypes.sizeof(status)
        told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.free) if told else None
    try:
        for line in _MEMORY_INFO.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
        return None
    except (OSError, ValueError, IndexError):
        return _physical_bytes()


def fits(byte_count: int) -> bool:
    """Whether so much memory can be had now; True where the system does not tell."""
    if byte_count <= _ALWAYS_FITS:
        return True
    free = free_bytes()
    return free is None or byte_count <= free


def forget_peak_memory() -> None:
    """Let `peak_memory_mb` start anew from what is held now, where the system can (Linux)."""
    with contextlib.suppress(OSError):
        _CLEAR_MARKS.write_text("5", encoding="ascii")


def peak_memory_mb() -> float:
    """The most memory that this process has held, in MB; NaN where the system does not tell.

    Since `forget_peak_memory` on Linux, else since its start.
    """
    if sys.platform == "win32":
        return float("nan")
    with contextlib.suppress(OSError):
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def in_gigabytes(byte_count: int) -> str:
    """The number for a sentence: "3.2 GB"."""
    return f"{byte_count / 1e9:.1f} GB"


def _physical_bytes() -> int | None:
    """All that is built in, where nothing tells what of it is free (macOS)."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
