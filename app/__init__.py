"""The window: a thin shell of PyQt5 and VTK around `bifseg_core`."""
