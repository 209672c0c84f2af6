"""The numbers of the regions that a scene is painted with."""

from bifseg_core.training.anatomy import OUTSIDE

FIRST_BLOB = OUTSIDE.stop
FIRST_OUTER = FIRST_BLOB + 8
AIR = FIRST_OUTER + 8
BASE, CORE, RIM, PATCH, HALO = range(AIR + 1, AIR + 6)
"""The object and its parts, and what clings to it without being a part of it."""

LABELS = HALO + 1
