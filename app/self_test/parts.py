"""Checks of what computes and draws: weights, helper process, distances, graphics."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import numpy as np

from app.self_test.checking import Check, CheckFailedError, require

T = TypeVar("T")


def _weights(_: Path) -> str:
    from bifseg_core.networks import weights

    names = weights.shipped()
    if not names:
        raise CheckFailedError("no network has weights; install BIFSeg again.")
    loaded = [f"{name} {weights.load(name).weights_sha256[:8]}" for name in names]
    return f"checksums agree: {', '.join(loaded)}"


def _graph_cut(_: Path) -> str:
    from bifseg_core.config import GraphCutConfig
    from bifseg_core.energy import GraphCutProblem, WorkerProcess, minimise

    likely = np.full((8, 8, 1), 0.1, np.float32)
    likely[2:6, 2:6] = 0.9
    seeds = np.zeros(likely.shape, np.uint8)
    problem = GraphCutProblem(
        likely, likely, seeds, (1.0, 1.0, 1.0), GraphCutConfig(smoothness_weight=0.5)
    )
    helper = WorkerProcess()
    try:
        number = _last(helper.run(os.getpid))
        mask = _last(helper.run(minimise, problem))
    finally:
        helper.close()
    require(number != os.getpid(), "the helper process is none of its own")
    require(np.array_equal(mask, likely > 0.5), "the cut is another one than expected")
    return "PyMaxflow in its helper process"


def _geodesic(_: Path) -> str:
    from bifseg_core.energy.geodesic import Backend, backend_name, geodesic_distance

    image = np.zeros((6, 6, 6), np.float32)
    image[3:] = 1
    seeds = image > 2
    seeds[0, 3, 3] = True
    found, own = (
        geodesic_distance(image, seeds, (1.0, 1.0, 1.0), backend=backend)
        for backend in (None, Backend.NUMPY)
    )
    require(np.allclose(found, own, atol=1e-3), "the two ways to compute it disagree")
    return "GeodisTK" if backend_name() == Backend.GEODISTK.value else "BIFSeg's own sweep"


def _surface(_: Path) -> str:
    from app.tools.space_camera import SpaceCamera
    from app.views.graphics_check import drawing_library
    from app.views.scene import Part, Scene, SceneWish
    from app.views.surface import Surface

    library = drawing_library()
    require(library is not None, "OpenGL (libEGL) was not found; the 3D view stays empty.")
    corners = np.array([(-1, -1, 0), (1, -1, 0), (0, 1, 0), (0, 0, 1)], np.float32)
    triangles = np.array([(0, 1, 2), (0, 1, 3), (1, 2, 3), (0, 2, 3)], np.int64)
    part = Part(Surface(corners, triangles), (1.0, 0.2, 0.2))
    camera = SpaceCamera.in_front([(-1, -1, -1), (1, 1, 1)])
    picture = Scene().draw(SceneWish((64, 64), camera, (part,), ()))
    require(bool((picture != picture[0, 0]).any()), "VTK drew an empty picture")
    return f"VTK draws off-screen ({library})"


def _icons(_: Path) -> str:
    from app.views.icons import icon

    picture = icon("cube-outline").pixmap(24, 24).toImage()
    drawn = any(picture.pixelColor(x, 12).alpha() for x in range(picture.width()))
    require(drawn, "the icon font is missing")
    return "the icon font draws"


def _last(steps: Generator[None, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


PARTS: dict[str, Check] = {
    "Weights": _weights,
    "Graph cut": _graph_cut,
    "Geodesic distance": _geodesic,
    "Icons": _icons,
    "3D view": _surface,
}
"""By what they look at."""
