"""Comparison methods behind the same door as BIFSeg (`segmenter.Segmenter`)."""

from bifseg_core.methods.grabcut import GrabCut, GrabCutConfig

__all__ = ["GrabCut", "GrabCutConfig"]
