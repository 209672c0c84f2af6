"""BIFSeg: interactive segmentation of any object in its bounding box.

The package knows no window: it reads images, segments, fine-tunes, measures and writes masks.
Importing it is cheap; torch is loaded by the modules that need it.
"""

from bifseg_core.version import __version__

__all__ = ["__version__"]
