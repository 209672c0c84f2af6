"""Make the sample images in resources/samples: a head in MR and a lesion in ultrasound.

Both are drawn by this program from formulas and random numbers with a fixed seed; no image of a
person is in them. Run it again after a change: `python scripts/make_samples.py [FOLDER]`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io import export_mask, write_volume
from bifseg_core.volume import Volume

Field = NDArray[np.float32]
Mask = NDArray[np.bool_]

MR_SHAPE = (128, 148, 98)
MR_SPACING = (1.35, 1.35, 1.6)
MR_CENTRE_RAS = (2.4, -16.8, 11.3)
US_SHAPE = (256, 200)

# Brightness of tissues in a FLAIR-like contrast, in scanner units.
AIR, SKULL, MARROW, FAT, MUSCLE, CSF = 4.0, 24.0, 105.0, 230.0, 112.0, 34.0
GREY, WHITE, DEEP_GREY, TUMOUR, CORE, RIM = 204.0, 148.0, 190.0, 276.0, 150.0, 312.0


@dataclass(frozen=True, eq=False)
class Head:
    """Coordinates in mm from the middle of the head: left, posterior, superior, all float32."""

    left: Field
    back: Field
    up: Field

    @classmethod
    def grid(cls, shape: tuple[int, int, int], spacing: tuple[float, float, float]) -> Head:
        """The coordinates of every voxel."""
        axes = [
            (np.arange(n, dtype=np.float32) - (n - 1) / 2) * np.float32(mm)
            for n, mm in zip(shape, spacing, strict=True)
        ]
        left, back, up = np.meshgrid(*axes, indexing="ij")
        return cls(left, back, up + 11)

    def bent(self, rng: np.random.Generator, scale_mm: float, amount_mm: float) -> Head:
        """The same coordinates, smoothly disturbed: nothing in a body is a perfect ellipsoid."""
        shape = self.left.shape
        moved = (
            axis + amount_mm * smooth_noise(rng, shape, scale_mm)
            for axis in (self.left, self.back, self.up)
        )
        return Head(*moved)

    def ellipsoid(
        self, centre: tuple[float, float, float], radii: tuple[float, float, float]
    ) -> Field:
        """Signed distance in mm, roughly, to an ellipsoid; negative inside."""
        parts = zip((self.left, self.back, self.up), centre, radii, strict=True)
        radius = np.sqrt(sum(((axis - c) / r) ** 2 for axis, c, r in parts))
        return np.asarray((radius - 1) * min(radii), np.float32)


def smooth_noise(
    rng: np.random.Generator, shape: tuple[int, ...], scale_mm: float, spacing: float = 1.4
) -> Field:
    """Gaussian noise of unit variance whose details are about that size."""
    noise = rng.standard_normal(shape).astype(np.float32)
    noise = ndimage.gaussian_filter(noise, scale_mm / spacing, mode="wrap")
    return np.asarray(noise / noise.std(), np.float32)


def joined(*distances: Field, blend_mm: float = 6.0) -> Field:
    """Signed distance to a union whose seams are rounded."""
    total = sum(np.exp(np.clip(-distance / blend_mm, -30, 12)) for distance in distances)
    return np.asarray(-blend_mm * np.log(total), np.float32)


def soft(distance: Field, width_mm: float = 0.9) -> Field:
    """A share of 1 inside, 0 outside, with a partial-volume edge between."""
    return np.asarray(1 / (1 + np.exp(np.clip(distance / (0.5 * width_mm), -30, 30))), np.float32)


def over(image: Field, brightness: float | Field, share: Field) -> Field:
    """The image with a tissue laid over it."""
    return np.asarray(image * (1 - share) + brightness * share, np.float32)


def depth_below(mask: Mask) -> Field:
    """Distance in mm of every voxel to the nearest one inside a mask."""
    return ndimage.distance_transform_edt(~mask, sampling=MR_SPACING).astype(np.float32)


# --- the head -------------------------------------------------------------------------------------


def brain_distance(head: Head) -> Field:
    """Signed distance to the cerebrum: an egg, flat below, narrower in front."""
    taper = 1 - 0.0016 * np.clip(-head.back, -40, 90)
    egg = Head(head.left / taper, head.back, head.up)
    cerebrum = egg.ellipsoid((0, -2, 14), (66, 83, 60))
    floor = -(head.up + 20 - 0.10 * head.back)
    temporal = [head.ellipsoid((39 * side, 0, -15), (23, 37, 23)) for side in (-1, 1)]
    return joined(np.maximum(cerebrum, floor), *temporal, blend_mm=3)


def folds(rng: np.random.Generator, head: Head) -> Field:
    """Distance in mm, roughly, to sheets that run inward from the surface, like sulci."""
    radius = np.sqrt(
        (head.left / 66) ** 2 + ((head.back + 2) / 83) ** 2 + ((head.up - 14) / 60) ** 2
    )
    inward = (0.66 + 0.34 * radius) / np.maximum(radius, 0.25)
    wanted = [head.left * inward, (head.back + 2) * inward, (head.up - 14) * inward]
    pitch = 1.5
    size = 128
    noise = smooth_noise(rng, (size,) * 3, 4.3, pitch)
    places = [axis / pitch + size / 2 for axis in wanted]
    field = ndimage.map_coordinates(noise, places, order=1, mode="wrap")
    steepness = np.sqrt(sum(slope**2 for slope in np.gradient(field, *MR_SPACING)))
    return np.asarray(np.abs(field) / np.maximum(steepness, 0.05), np.float32)


def draw_outside(rng: np.random.Generator, head: Head, brain: Field) -> Field:
    """Scalp, skull, the fluid below it, and the face and neck at the lower edge."""
    shape = head.left.shape
    wobble = 0.9 * smooth_noise(rng, shape, 14)
    skin = joined(
        head.ellipsoid((0, -2, 12), (79.5, 97, 73.5)),
        head.ellipsoid((0, -26, -48), (63, 68, 60)),
        head.ellipsoid((0, 30, -44), (64, 62, 48)),
    )
    vault = head.ellipsoid((0, -2, 13), (70, 87.5, 65.5))
    inner = np.minimum(np.maximum(vault, -(head.up + 30)), np.minimum(brain, hindbrain(head)) - 2.2)
    image = np.full(shape, AIR, np.float32)
    image = over(image, FAT + 14 * smooth_noise(rng, shape, 3), soft(skin))
    image = over(image, MUSCLE + 22 * smooth_noise(rng, shape, 4), soft(skin + 4.6 + wobble))
    image = over(image, FAT - 50, soft(skin + 4.6) * soft(smooth_noise(rng, shape, 6) * 4 + 5.5))
    bone = np.minimum(inner - 7.2 + wobble, np.maximum(vault - 8, -(head.up + 10)))
    image = over(image, SKULL, soft(np.maximum(bone, skin + 5.0)))
    marrow = np.abs(inner - 4.1 + 0.5 * wobble) - 1.0
    image = over(image, MARROW, 0.8 * soft(np.maximum(marrow, -(head.up - 4))))
    image = draw_face(rng, head, image)
    return over(image, CSF, soft(inner))


def draw_face(rng: np.random.Generator, head: Head, image: Field) -> Field:
    """Eyes in their fat, and the air of the sinuses between them."""
    for side in (-1, 1):
        orbit = head.ellipsoid((31 * side, -72, -38), (17, 22, 15))
        image = over(image, FAT - 20, soft(orbit))
        eye = head.ellipsoid((31 * side, -77, -38), (12.4, 12.4, 12.2))
        image = over(image, SKULL + 20, soft(eye - 0.8))
        image = over(image, CSF + 14, soft(eye + 0.8))
        lens = head.ellipsoid((31 * side, -87.5, -38), (4.4, 2.2, 4.4))
        image = over(image, GREY, soft(lens))
        nerve = head.ellipsoid((24 * side, -56, -36), (2.6, 13, 2.6))
        image = over(image, WHITE, soft(nerve))
    cells = np.maximum(
        head.ellipsoid((0, -66, -42), (11, 22, 17)), smooth_noise(rng, image.shape, 3)
    )
    return over(image, AIR, soft(cells))


def hindbrain(head: Head) -> Field:
    """Signed distance to cerebellum and brain stem together."""
    return np.minimum(cerebellum(head), stem(head))


def cerebellum(head: Head) -> Field:
    """Signed distance to the cerebellum."""
    halves = [head.ellipsoid((23 * side, 46, -40), (30, 27, 20)) for side in (-1, 1)]
    return np.minimum(np.minimum(*halves), head.ellipsoid((0, 44, -38), (12, 22, 18)))


def stem(head: Head) -> Field:
    """Signed distance to midbrain, pons and medulla."""
    pons = head.ellipsoid((0, 12, -37), (14.5, 12.5, 15))
    return np.minimum(pons, head.ellipsoid((0, 15, -40), (9.5, 9, 60)))


def draw_hindbrain(rng: np.random.Generator, head: Head, image: Field) -> Field:
    """The cerebellum with its leaves, and the stem."""
    body = cerebellum(head)
    leaves = np.sin(1.15 * (head.up * 1.1 + 0.35 * np.abs(head.left) - 0.25 * head.back))
    leaves = leaves + 0.7 * smooth_noise(rng, image.shape, 3)
    image = over(image, GREY, soft(body))
    image = over(image, CSF + 55, 0.75 * soft(body) * soft(0.5 + 1.4 * leaves) * soft(-body - 9))
    image = over(image, WHITE, 0.9 * soft(np.maximum(body + 8, -leaves * 2.2 - 1.4)))
    image = over(image, WHITE + 6, soft(stem(head)))
    return over(image, CSF, soft(head.ellipsoid((0, 27, -37), (6.5, 4, 8.5))))


def draw_cerebrum(rng: np.random.Generator, head: Head, image: Field, brain: Field) -> Field:
    """Folded grey matter around white matter, split by the midline."""
    depth = -brain
    sheets = np.maximum(folds(rng, head) - 0.95 + 0.012 * depth, 0.35 * (depth - 22))
    sheets = np.maximum(sheets, -0.5 * head.ellipsoid((0, 0, 4), (34, 50, 27)))
    sulci = (sheets < 0.3) & (depth > 0)
    midline = head.left - 0.8 * np.sin(head.back / 17)
    fissure = (np.abs(midline) < 1.2) & (brain < 0) & (callosum(head) > 0)
    fluid = (depth <= 0) | fissure
    cortex = 3.3 - np.minimum(depth_below(fluid), depth_below(sulci) + 0.5)
    white = soft(cortex, 1.2) * soft(brain)
    image = over(image, GREY, soft(brain))
    image = over(image, CSF + 10, 0.9 * soft(sheets, 1.0) * soft(brain))
    image = over(image, CSF, ndimage.gaussian_filter(fissure.astype(np.float32), 0.6) * soft(brain))
    streaks = 5 * smooth_noise(rng, image.shape, 2.2)
    return over(image, WHITE + streaks, white)


def callosum(head: Head) -> Field:
    """Signed distance to where the two halves are joined."""
    return head.ellipsoid((0, 2, 4), (90, 47, 25))


def draw_deep_brain(head: Head, image: Field) -> Field:
    """Ventricles with their bright lining, and the deep grey nuclei."""
    for side in (-1, 1):
        image = over(image, DEEP_GREY, soft(head.ellipsoid((11 * side, 8, 8), (8.5, 14, 9))))
        image = over(image, DEEP_GREY - 4, soft(head.ellipsoid((26 * side, -7, 8), (7, 16, 10))))
        image = over(image, DEEP_GREY, soft(head.ellipsoid((15 * side, -22, 16), (5.5, 9, 9))))
    ventricles = lateral_ventricles(head)
    image = over(image, WHITE + 42, 0.7 * soft(ventricles - 1.4, 1.6))
    image = over(image, CSF, soft(ventricles))
    third = head.ellipsoid((0, 4, 2), (2.1, 13, 10))
    return over(image, CSF, soft(third))


def lateral_ventricles(head: Head) -> Field:
    """Signed distance to front horns, bodies and back horns, curved outward."""
    parts = []
    for side in (-1, 1):
        curve = 8.5 + 0.0052 * (head.back - 2) ** 2
        arch = 20 - 0.005 * (head.back - 2) ** 2
        tube = Head(head.left * side - curve, head.back, head.up - arch)
        parts.append(tube.ellipsoid((0, 5, 0), (6.4, 46, 8.8)))
    return np.minimum(*parts)


def tumour_distance(rng: np.random.Generator, head: Head) -> Field:
    """Signed distance to a lobed tumour in the left parietal lobe."""
    lobes = np.minimum(
        head.ellipsoid((33, 22, 33), (17, 20, 15.5)),
        head.ellipsoid((26, 10, 39), (11.5, 12, 11)),
    )
    return np.asarray(lobes + 1.9 * smooth_noise(rng, lobes.shape, 5.5), np.float32)


def draw_tumour(rng: np.random.Generator, head: Head, image: Field, tumour: Field) -> Field:
    """Bright and uneven, with core and rim, fading on one side; a bright patch touches it."""
    shape = image.shape
    patch = head.ellipsoid((31, 49, 31), (10.5, 9.5, 8.5)) + 1.2 * smooth_noise(rng, shape, 4)
    image = over(image, TUMOUR - 8 + 7 * smooth_noise(rng, shape, 3), 0.92 * soft(patch, 2.2))
    image = over(image, WHITE + 34, 0.5 * soft(tumour - 3.0, 5.0) * soft(-tumour))
    fading = soft(-(head.left - 33) * 0.6 + (head.up - 33) * 0.5 - 7, 16)
    body = (
        TUMOUR - 52 * fading + 15 * smooth_noise(rng, shape, 2.6) + 9 * smooth_noise(rng, shape, 7)
    )
    image = over(image, body, soft(tumour, 1.6))
    core = head.ellipsoid((35, 25, 32), (8.5, 10, 7.5)) + 3.6 * smooth_noise(rng, shape, 3.6)
    thickness = 1.3 + 1.1 * smooth_noise(rng, shape, 5)
    image = over(image, RIM, 0.8 * soft(np.abs(core - 1.6) - thickness, 1.6) * soft(tumour))
    return over(image, CORE + 12 * smooth_noise(rng, shape, 2.4), soft(core, 1.4) * soft(tumour))


def scanned(rng: np.random.Generator, image: Field) -> NDArray[np.int16]:
    """What a scanner makes of it: uneven sensitivity, blur, Rician noise, whole numbers."""
    bias = np.exp(0.07 * smooth_noise(rng, image.shape, 55))
    blurred = ndimage.gaussian_filter(image * bias, 0.42)
    noise = 6.5 * rng.standard_normal((2, *image.shape)).astype(np.float32)
    return np.rint(np.hypot(blurred + noise[0], noise[1])).astype(np.int16)


def make_mr() -> tuple[Volume, Mask]:
    """The head with its tumour, and the tumour's mask."""
    rng = np.random.default_rng(20180719)
    straight = Head.grid(MR_SHAPE, MR_SPACING)
    head = straight.bent(rng, 26, 1.9)
    brain = brain_distance(head)
    image = draw_outside(rng, head, brain)
    image = draw_cerebrum(rng, head, image, brain)
    image = draw_hindbrain(rng, head, image)
    image = draw_deep_brain(head, image)
    tumour = tumour_distance(rng, head)
    image = draw_tumour(rng, head, image, tumour)
    return Volume(scanned(rng, image), mr_affine()), tumour < 0


def mr_affine() -> Affine:
    """Index i runs to the patient's left, j backward, k upward."""
    matrix = np.diag([-MR_SPACING[0], -MR_SPACING[1], MR_SPACING[2], 1.0])
    middle = matrix[:3, :3] @ ((np.array(MR_SHAPE) - 1) / 2)
    matrix[:3, 3] = np.array(MR_CENTRE_RAS) - middle
    return Affine(matrix)


# --- ultrasound -----------------------------------------------------------------------------------


def lesion_distance(rng: np.random.Generator, column: Field, row: Field) -> Field:
    """Signed distance in pixels to an uneven lesion, wider than tall."""
    radius = np.hypot((column - 138) / 43, (row - 92) / 27)
    return np.asarray((radius - 1) * 30 + 2.6 * smooth_noise(rng, column.shape, 7, 1.0), np.float32)


def echo_strength(rng: np.random.Generator, column: Field, row: Field, lesion: Field) -> Field:
    """How strongly the tissue echoes: skin, fat, gland, lesion, muscle, from top to bottom."""
    shape = column.shape
    wave = 4 * smooth_noise(rng, shape, 26, 1.0) + 3 * np.sin(column / 37)
    echo = np.full(shape, 0.30, np.float32)
    echo += 0.10 * smooth_noise(rng, shape, 9, 1.0)
    septa = np.abs(smooth_noise(rng, shape, 11, 1.0)) * 9
    echo = over(echo, 0.72, 0.8 * soft(septa - 1.2, 1.5))
    gland = np.maximum(48 + wave - row, row - 140 - wave)
    echo = over(echo, 0.62 + 0.10 * smooth_noise(rng, shape, 6, 1.0), soft(gland, 8))
    muscle = 0.36 + 0.30 * (np.sin((row - wave) * 0.85) > 0.55)
    echo = over(echo, muscle, soft(152 + wave - row, 3))
    echo = over(echo, 0.95, soft(np.abs(row - 151 - wave) - 1.6, 2))
    echo = over(echo, 0.95, soft(row - 8, 3))
    echo = over(echo, 0.85, 0.55 * soft(np.abs(lesion - 2.5) - 2.2, 3) * soft(column - 165, 30))
    inside = 0.16 + 0.05 * smooth_noise(rng, shape, 5, 1.0)
    fading = 0.22 * soft(150 - column + 0.4 * (92 - row), 34)
    return over(echo, inside + fading, soft(lesion, 3.5))


def speckled(rng: np.random.Generator, echo: Field, row: Field, lesion: Field) -> NDArray[np.uint8]:
    """Speckle, shadow and log compression, as a scanner shows them."""
    waves = rng.standard_normal((2, *echo.shape)).astype(np.float32)
    waves = ndimage.gaussian_filter(waves, (0, 1.55, 0.75))
    speckle = np.hypot(*waves) / np.hypot(*waves).mean()
    path = np.cumsum(lesion < -4, axis=1) / 46
    shadow = np.exp(-0.55 * np.minimum(path, 1.0)) * np.exp(-0.0012 * row)
    amplitude = np.maximum(echo, 0.02) ** 1.6 * speckle * shadow
    decibel = ndimage.gaussian_filter(20 * np.log10(amplitude + 4e-3), 0.55)
    return np.clip((decibel + 39) / 44 * 255, 0, 255).astype(np.uint8)


def make_us() -> tuple[Volume, Mask]:
    """The ultrasound picture with its lesion, and the lesion's mask."""
    rng = np.random.default_rng(1710)
    column, row = np.meshgrid(*(np.arange(n, dtype=np.float32) for n in US_SHAPE), indexing="ij")
    lesion = lesion_distance(rng, column, row)
    echo = echo_strength(rng, column, row, lesion)
    picture = speckled(rng, echo, row, lesion)
    affine = Affine(np.diag([-1.0, -1.0, 1.0, 1.0]))
    volume = Volume(picture[:, :, None], affine, is_oriented=False, is_planar=True)
    return volume, (lesion < 0)[:, :, None]


def main(folder: Path) -> None:
    """Write both samples with their references and print the boxes to try."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, ending, make in (("sample_mr", ".nii.gz", make_mr), ("sample_us", ".png", make_us)):
        volume, mask = make()
        write_volume(volume, folder / f"{name}{ending}")
        export_mask(mask, volume, folder / f"{name}_reference{ending}")
        print(f"{name}{ending}: the object's box is {BoundingBox.of_mask(mask)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("resources/samples"))
