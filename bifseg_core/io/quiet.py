"""Silence for C libraries that print."""

import contextlib
import os
import threading
from collections.abc import Iterator

_STANDARD_STREAMS = (1, 2)
_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def native_silence() -> Iterator[None]:
    """Send what is printed to nowhere, below Python, while a file is read.

    libjpeg, libpng and libtiff print about damaged files whatever one asks of them. The
    whole process is silent meanwhile, so this is for short calls only.
    """
    with _one_at_a_time, contextlib.ExitStack() as after:
        sink = os.open(os.devnull, os.O_WRONLY)
        after.callback(os.close, sink)
        for stream in _STANDARD_STREAMS:
            with contextlib.suppress(OSError):  # a program without a console has no streams
                saved = os.dup(stream)
                after.callback(os.close, saved)
                after.callback(os.dup2, saved, stream)
                os.dup2(sink, stream)
        yield
