"""What a segmented object is, in the words of SNOMED CT that DICOM uses."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    """A concept of SNOMED CT.

    Attributes:
        code: its number.
        meaning: its name.
    """

    code: str
    meaning: str
    scheme: str = "SCT"


_TISSUE = Concept("85756007", "Tissue")
_STRUCTURE = Concept("91723000", "Anatomical Structure")
_ABNORMAL = Concept("49755003", "Morphologically Abnormal Structure")


class Terminology(enum.Enum):
    """Category and type of an object (DICOM PS3.16, context groups 7150, 7159 and 7166)."""

    TISSUE = (_TISSUE, _TISSUE)
    """The default: says nothing that BIFSeg does not know."""

    ORGAN = (_STRUCTURE, Concept("91772007", "Organ"))
    LIVER = (_STRUCTURE, Concept("10200004", "Liver"))
    KIDNEY = (_STRUCTURE, Concept("64033007", "Kidney"))
    SPLEEN = (_STRUCTURE, Concept("78961009", "Spleen"))
    LUNG = (_STRUCTURE, Concept("39607008", "Lung"))
    HEART = (_STRUCTURE, Concept("80891009", "Heart"))
    BRAIN = (_STRUCTURE, Concept("12738006", "Brain"))
    PROSTATE = (_STRUCTURE, Concept("41216001", "Prostate"))
    UTERUS = (_STRUCTURE, Concept("35039007", "Uterus"))
    PLACENTA = (_STRUCTURE, Concept("78067005", "Placenta"))
    LYMPH_NODE = (_STRUCTURE, Concept("59441001", "Lymph Node"))
    BONE = (_STRUCTURE, Concept("272673000", "Bone"))
    LESION = (_ABNORMAL, Concept("52988006", "Lesion"))
    MASS = (_ABNORMAL, Concept("4147007", "Mass"))
    NEOPLASM = (_ABNORMAL, Concept("108369006", "Neoplasm"))
    NODULE = (_ABNORMAL, Concept("27925004", "Nodule"))
    CYST = (_ABNORMAL, Concept("367643001", "Cyst"))
    EDEMA = (_ABNORMAL, Concept("79654002", "Edema"))
    HEMORRHAGE = (_ABNORMAL, Concept("50960005", "Hemorrhage"))
    NECROSIS = (_ABNORMAL, Concept("6574001", "Necrosis"))

    @property
    def category(self) -> Concept:
        """What sort of thing it is."""
        return self.value[0]

    @property
    def kind(self) -> Concept:
        """What it is."""
        return self.value[1]
