"""The window: a thin shell of PyQt5, pyqtgraph and VTK around `bifseg_core`."""
