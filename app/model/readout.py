"""What is under the cursor, in words."""

from __future__ import annotations

import numpy as np

from app.translation import tr
from bifseg_core.case import CaseState, Segmentation
from bifseg_core.geometry import Index3
from bifseg_core.volume import Volume


def readout_words(volume: Volume, state: CaseState, voxel_ijk: Index3) -> str:
    """Voxel, place in mm, intensity, and the objects that hold the voxel."""
    axes = 2 if volume.is_planar else 3
    parts = [", ".join(str(index) for index in voxel_ijk[:axes])]
    if volume.is_oriented:
        place = volume.affine.to_ras(voxel_ijk)[:axes]
        parts.append(", ".join(f"{value:.1f}" for value in place) + " mm")
    value = np.asarray(volume.data[voxel_ijk]).item()
    digits = f"{value:.5g}" if isinstance(value, float) else str(value)
    parts.append(tr("value {value}", value=digits))
    here = (o for o in state.objects if o.segmentation and _holds(o.segmentation, voxel_ijk))
    names = {one.whole_id: one.name for one in here}
    return "  ·  ".join([*parts, *names.values()])


def _holds(segmentation: Segmentation, voxel_ijk: Index3) -> bool:
    at = tuple(np.subtract(voxel_ijk, segmentation.box.start_ijk))
    inside = bool(segmentation.box.contains(voxel_ijk))
    return inside and bool(segmentation.mask[at])
