"""Which file endings stand for which kind of file."""

from pathlib import Path

NIFTI_ENDINGS = (".nii.gz", ".nii")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
DICOM_ENDINGS = (".dcm", ".dicom", ".ima")
IMAGE_ENDINGS = (*NIFTI_ENDINGS, ".nrrd", ".nhdr", ".mha", ".mhd", *PICTURE_ENDINGS, *DICOM_ENDINGS)
"""What `read_volume` reads; DICOM files often have no ending at all."""

MASK_ENDINGS = (*NIFTI_ENDINGS, ".nrrd", ".mha", ".png")
"""What `export_mask` writes; .png for 2D images only."""


def ending_of(path: Path, known: tuple[str, ...]) -> str | None:
    """The known ending that a file's name has, in lower case, or None."""
    name = path.name.lower()
    fitting = (ending for ending in known if name.endswith(ending) and name != ending)
    return max(fitting, key=len, default=None)


def listed(endings: tuple[str, ...]) -> str:
    """Endings as the words of a sentence: ".nii, .nrrd or .mha"."""
    *most, last = endings
    return f"{', '.join(most)} or {last}" if most else last
