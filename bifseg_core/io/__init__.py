"""Images in, masks out: the only place that knows file headers, LPS and the order (K, J, I)."""

from bifseg_core.io.counted import Counted, Reading, finished
from bifseg_core.io.describe import ImageInfo, describe
from bifseg_core.io.dicom import (
    SeriesInfo,
    find_series,
    finding_series,
    middle_slice,
    read_one_of_several,
    read_series,
    reading_one_of_several,
    reading_series,
)
from bifseg_core.io.endings import IMAGE_ENDINGS, MASK_ENDINGS, PICTURE_ENDINGS
from bifseg_core.io.export import export_labels, export_mask, export_probability, write_volume
from bifseg_core.io.labels import (
    OtherGridError,
    read_label_map,
    read_mask,
    read_reference,
    read_scribbles,
)
from bifseg_core.io.meshes import SURFACE_ENDINGS, Frame, export_surface
from bifseg_core.io.reading import read_volume, reading_volume
from bifseg_core.io.report import write_json

__all__ = [
    "IMAGE_ENDINGS",
    "MASK_ENDINGS",
    "PICTURE_ENDINGS",
    "SURFACE_ENDINGS",
    "Counted",
    "Frame",
    "ImageInfo",
    "OtherGridError",
    "Reading",
    "SeriesInfo",
    "describe",
    "export_labels",
    "export_mask",
    "export_probability",
    "export_surface",
    "find_series",
    "finding_series",
    "finished",
    "middle_slice",
    "read_label_map",
    "read_mask",
    "read_one_of_several",
    "read_reference",
    "read_scribbles",
    "read_series",
    "read_volume",
    "reading_one_of_several",
    "reading_series",
    "reading_volume",
    "write_json",
    "write_volume",
]
