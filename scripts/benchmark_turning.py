"""Measure how smoothly the 3D view turns a surface of half a million triangles. JSON.

While it is turned a lighter surface is drawn at half the size; at rest the fine one in full.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np

from app.tools.space_camera import SpaceCamera
from app.views.scene import Part, Scene, SceneWish
from app.views.surface import Surface, light_surface

SIZE = (480, 360)
STEP_DEGREES = 5
PICTURES = 20


def bumpy_ball(triangles: int) -> Surface:
    """A ball with bumps, about so many triangles."""
    side = round((triangles / 2) ** 0.5)
    down, around = np.mgrid[0 : np.pi : side * 1j, 0 : 2 * np.pi : side * 1j]
    radius = 100 + 6 * np.sin(9 * down) * np.cos(11 * around)
    flat = np.sin(down) * radius
    points = np.stack([flat * np.cos(around), flat * np.sin(around), radius * np.cos(down)], -1)
    index = np.arange(side * side).reshape(side, side)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[:-1, 1:], index[1:, 1:]
    cells = np.concatenate(
        [np.stack(corners, -1).reshape(-1, 3) for corners in ((a, b, c), (b, d, c))]
    )
    return Surface(points.reshape(-1, 3).astype(np.float32), cells.astype(np.int64))


def turned(scene: Scene, part: Part, *, is_moving: bool) -> dict[str, float]:
    """Pictures a second by the wall clock and by the processor's, the first one not counted."""
    size = tuple(n // 2 for n in SIZE) if is_moving else SIZE
    camera = SpaceCamera.in_front([(-110, -110, -110), (110, 110, 110)])
    scene.draw(SceneWish(size, camera, (part,), (), is_moving=is_moving))
    wall, work = time.monotonic(), time.process_time()
    for _ in range(PICTURES):
        camera = camera.turned(STEP_DEGREES, 0)
        scene.draw(SceneWish(size, camera, (part,), (), is_moving=is_moving))
    wall, work = time.monotonic() - wall, time.process_time() - work
    return {"wall": round(PICTURES / wall, 1), "processor": round(PICTURES / work, 1)}


def main() -> int:
    """Turn the ball and print what came of it."""
    fine = bumpy_ball(500_000)
    begun = time.process_time()
    light = light_surface(fine)
    lighter_s = time.process_time() - begun
    scene, part = Scene(), Part(fine, (0.2, 0.8, 0.6), light=light)
    report = {
        "triangles": len(fine.triangles),
        "triangles_moving": len(light.triangles),
        "making_it_light_s": round(lighter_s, 2),
        "pictures_per_s_moving": turned(scene, part, is_moving=True),
        "pictures_per_s_at_rest": turned(scene, part, is_moving=False),
    }
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
