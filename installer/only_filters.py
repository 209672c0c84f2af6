"""Run first in the built application: SciPy's filters of images without the rest of SciPy.

`scipy.ndimage` imports `scipy.special` for one function, `rotate`, which BIFSeg does not call;
`scipy.special` brings a linear algebra library of 25 MB along, the second one after NumPy's.
"""

import sys
import types

sys.modules["scipy.special"] = types.ModuleType("scipy.special")
