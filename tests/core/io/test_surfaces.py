"""Surfaces of masks: closed, as large as the mask, and where it lies."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkFiltersCore import vtkFeatureEdges
from vtkmodules.vtkIOGeometry import vtkSTLReader
from vtkmodules.vtkIOPLY import vtkPLYReader

from bifseg_core.errors import WriteError
from bifseg_core.geometry import Affine
from bifseg_core.io import Frame, export_surface
from bifseg_core.io.surface import ClosedSurface, closed_surface
from bifseg_core.volume import Volume
from tests.core.io.make import affines

OBLIQUE = Affine(
    np.array([[-0.6, 0.4, 0, 20], [0.3, 0.8, 0, -15], [0, 0, 2.5, 7], [0, 0, 0, 1]], float)
)


def image(mask: np.ndarray, affine: Affine = OBLIQUE) -> Volume:
    return Volume(np.zeros(mask.shape, np.int16), affine)


def blob(shape: tuple[int, int, int] = (24, 22, 18), seed: int = 3) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(size=shape)
    smooth = ndimage.gaussian_filter(noise, 3, mode="constant")
    return smooth > np.quantile(smooth, 0.75)


def assert_closed(triangles: np.ndarray) -> None:
    """Every directed edge once, and once the other way round."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    assert len(np.unique(edges, axis=0)) == len(edges)
    _, counts = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    assert (counts == 2).all()


def volume_of(mask: np.ndarray, affine: Affine) -> float:
    return np.count_nonzero(mask) * affine.voxel_volume


class TestClosedSurface:
    @given(mask=hnp.arrays(bool, (4, 5, 3)))
    @settings(max_examples=150)
    def test_any_mask_has_a_closed_surface(self, mask: np.ndarray) -> None:
        surface = closed_surface(mask, OBLIQUE)
        if not mask.any():
            assert surface is None
            return
        assert_closed(surface.triangles)
        assert len(np.unique(surface.points_ras.astype(np.float32), axis=0)) == len(
            surface.points_ras
        )

    @given(affine=affines(), shape=st.tuples(*[st.integers(4, 12)] * 2, st.just(63)))
    @settings(max_examples=30)
    def test_bars_keep_their_volume(self, affine: Affine, shape: tuple[int, int, int]) -> None:
        mask = np.ones(shape, bool)
        surface = closed_surface(mask, affine)
        assert surface.volume == pytest.approx(volume_of(mask, affine), rel=1e-3)

    @pytest.mark.parametrize("seed", range(5))
    def test_blobs_keep_their_volume(self, seed: int) -> None:
        mask = blob(seed=seed)
        surface = closed_surface(mask, OBLIQUE)
        assert_closed(surface.triangles)
        assert surface.volume == pytest.approx(volume_of(mask, OBLIQUE), rel=1e-3)

    def test_it_lies_where_the_mask_lies(self) -> None:
        mask = blob()
        surface = closed_surface(mask[3:], OBLIQUE, start_ijk=(3, 0, 0))
        part = mask.copy()
        part[:3] = False
        points_ijk = OBLIQUE.to_ijk(surface.points_ras).T
        share = ndimage.map_coordinates(
            part.astype(float), points_ijk, order=1, mode="grid-constant"
        )
        assert share.mean() == pytest.approx(0.5, abs=0.1)
        assert (np.abs(share - 0.5) < 0.5).mean() > 0.9

    def test_a_ball_is_round(self) -> None:
        grid = np.mgrid[-14:15, -14:15, -14:15]
        mask = np.linalg.norm(grid, axis=0) <= 12
        surface = closed_surface(mask, Affine.from_spacing((1, 1, 1)))
        radii = np.linalg.norm(surface.points_ras - 14, axis=1)
        wanted = (np.count_nonzero(mask) * 0.75 / np.pi) ** (1 / 3)
        assert radii.mean() == pytest.approx(wanted, abs=0.05)
        assert radii.std() < 0.2

    def test_parts_that_touch_at_a_corner(self) -> None:
        mask = np.zeros((8, 8, 8), bool)
        mask[:4, :4, :4] = mask[4:, 4:, 4:] = True
        assert_closed(closed_surface(mask, OBLIQUE).triangles)

    def test_thin_parts_remain(self) -> None:
        mask = np.zeros((20, 20, 20), bool)
        mask[2:18, 10, 10] = True
        surface = closed_surface(mask, Affine.from_spacing((1, 1, 1)))
        assert surface.points_ras[:, 0].min() < 2.5
        assert surface.points_ras[:, 0].max() > 16.5


class TestFiles:
    @pytest.mark.parametrize("ending", [".stl", ".ply", ".STL"])
    @pytest.mark.parametrize("frame", Frame)
    def test_another_program_reads_it(self, tmp_path: Path, ending: str, frame: Frame) -> None:
        mask = blob()
        path = tmp_path / f"Fläche 1{ending}"
        surface = export_surface(mask, image(mask), path, frame=frame)
        mesh = read_by_vtk(path)
        points = vtk_to_numpy(mesh.GetPoints().GetData())
        assert len(points) == len(surface.points_ras)
        assert mesh.GetNumberOfPolys() == len(surface.triangles)
        signs = (-1, -1, 1) if frame is Frame.LPS else (1, 1, 1)
        low, high = (
            (surface.points_ras * signs).min(axis=0),
            (surface.points_ras * signs).max(axis=0),
        )
        assert np.allclose(points.min(axis=0), low, atol=1e-4)
        assert np.allclose(points.max(axis=0), high, atol=1e-4)
        assert open_edges(mesh) == 0
        triangles = vtk_to_numpy(mesh.GetPolys().GetConnectivityArray()).reshape(-1, 3)
        found = ClosedSurface(points.astype(float), triangles.astype(np.int64))
        assert found.volume == pytest.approx(volume_of(mask, OBLIQUE), rel=0.02)
        assert f"SPACE={frame.name}".encode() in path.read_bytes()[:300]

    def test_lps_is_the_default(self, tmp_path: Path) -> None:
        mask = blob()
        export_surface(mask, image(mask), tmp_path / "a.stl")
        assert b"SPACE=LPS" in (tmp_path / "a.stl").read_bytes()[:80]

    def test_an_stl_does_not_look_like_text(self, tmp_path: Path) -> None:
        mask = blob()
        export_surface(mask, image(mask), tmp_path / "a.stl")
        content = (tmp_path / "a.stl").read_bytes()
        assert not content.startswith(b"solid")
        assert len(content) == 84 + 50 * int.from_bytes(content[80:84], "little")


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "planar", "filled", "words"),
        [
            ("a.obj", False, True, "use .stl or .ply"),
            ("a.stl", False, False, "the mask is empty"),
            ("a.stl", True, True, "a 2D image has no surface"),
        ],
    )
    def test_said_in_a_sentence(
        self, tmp_path: Path, name: str, planar: bool, filled: bool, words: str
    ) -> None:
        mask = np.full((4, 4, 1), filled)
        like = Volume(np.zeros(mask.shape), OBLIQUE, is_planar=planar)
        with pytest.raises(WriteError, match=words):
            export_surface(mask, like, tmp_path / name)
        assert not list(tmp_path.iterdir())

    def test_a_failed_write_keeps_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.stl"
        path.write_bytes(b"old")

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(WriteError, match="disk is full"):
            export_surface(blob(), image(blob()), path)
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.stl", b"old")]

    def test_what_was_written_is_read_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = os.fsync

        def spoil(descriptor: int) -> None:
            plain(descriptor)
            os.ftruncate(descriptor, 100)

        monkeypatch.setattr(os, "fsync", spoil)
        with pytest.raises(WriteError, match="reading it back"):
            export_surface(blob(), image(blob()), tmp_path / "a.ply")
        assert not list(tmp_path.iterdir())


def read_by_vtk(path: Path):
    reader = vtkSTLReader() if path.suffix.lower() == ".stl" else vtkPLYReader()
    reader.SetFileName(str(path))
    reader.Update()
    return reader.GetOutput()


def open_edges(mesh) -> int:
    edges = vtkFeatureEdges()
    edges.SetInputData(mesh)
    edges.BoundaryEdgesOn()
    edges.NonManifoldEdgesOn()
    edges.FeatureEdgesOff()
    edges.ManifoldEdgesOff()
    edges.Update()
    return edges.GetOutput().GetNumberOfCells()
