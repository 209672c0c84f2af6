"""The one place where the version stands."""

__version__ = "0.1.0"

MADE_BY = f"BIFSeg {__version__}"
"""What every file that is written says of its origin."""
