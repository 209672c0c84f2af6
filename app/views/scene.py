"""Surfaces and lines drawn by VTK into a picture, without a window.

Used from one background thread. VTK is imported when the first scene is made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.tools.space_camera import VIEW_ANGLE, SpaceCamera
from app.views.graphics_check import drawing_library
from app.views.palette import VIEWER_BACKGROUND
from app.views.surface import Surface, poly_data, triangle_mesh

Colour = tuple[float, float, float]
Picture = NDArray[np.uint8]
Edges = tuple[tuple[int, int], ...]

BOX_EDGES: Edges = tuple((a, a | bit) for a in range(8) for bit in (1, 2, 4) if not a & bit)
"""Pairs of the corners 0-7; bit n of a corner's number: whether it lies at the end of axis n."""
SHEET_EDGES: Edges = ((0, 1), (1, 3), (3, 2), (2, 0))
"""Around a sheet's corners."""


@dataclass(frozen=True, eq=False)
class Part:
    """One object's surface.

    Attributes:
        surface: its triangles.
        light: fewer of them, for while it is being turned.
        colour: red, green, blue from 0 to 1.
        opacity: 1 is solid.
    """

    surface: Surface
    colour: Colour
    opacity: float = 1.0
    light: Surface | None = None


@dataclass(frozen=True, eq=False)
class Wires:
    """Straight lines, such as the edges of a box.

    Attributes:
        corners_ras: (N, 3).
        colour: red, green, blue from 0 to 1.
        width: in pixels.
        edges: pairs of corners.
    """

    corners_ras: NDArray[np.float64]
    colour: Colour
    width: float
    edges: Edges = BOX_EDGES


@dataclass(frozen=True, eq=False)
class Sheet:
    """A picture in space.

    Attributes:
        corners_ras: (4, 3): top left, top right, bottom left, bottom right.
        picture: uint8 (rows, columns), or (rows, columns, 3).
    """

    corners_ras: NDArray[np.float64]
    picture: Picture


@dataclass(frozen=True, eq=False)
class SceneWish:
    """What a picture should show.

    Attributes:
        size: width and height in pixels.
        camera: how it is looked at.
        parts, wires, sheets: what is there.
        is_moving: whether it has to be quick.
    """

    size: tuple[int, int]
    camera: SpaceCamera
    parts: tuple[Part, ...]
    wires: tuple[Wires, ...]
    sheets: tuple[Sheet, ...] = ()
    is_moving: bool = False


class Scene:
    """Draws wishes; keeps what the next one is likely to need again."""

    def __init__(self) -> None:
        from vtkmodules import vtkRenderingOpenGL2
        from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

        kinds = {
            "egl": getattr(vtkRenderingOpenGL2, "vtkEGLRenderWindow", vtkRenderWindow),
            "osmesa": getattr(vtkRenderingOpenGL2, "vtkOSOpenGLRenderWindow", vtkRenderWindow),
        }
        self._window = kinds.get(drawing_library() or "", vtkRenderWindow)()
        self._window.SetOffScreenRendering(1)
        self._window.SetMultiSamples(0)
        self._renderer = vtkRenderer()
        self._renderer.SetBackground(*_colour(VIEWER_BACKGROUND))
        self._renderer.UseFXAAOn()
        self._window.AddRenderer(self._renderer)
        self._actors: dict[int, tuple[Surface, object]] = {}

    def draw(self, wish: SceneWish) -> Picture:
        """The picture (height, width, 3) uint8 of a wish."""
        self._window.SetSize(*wish.size)
        self._renderer.RemoveAllViewProps()
        wanted = {id(s) for part in wish.parts for s in (part.surface, part.light)}
        self._actors = {key: kept for key, kept in self._actors.items() if key in wanted}
        for part in wish.parts:
            is_light = wish.is_moving and part.light is not None
            self._add(part, self._actor_of(part.light if is_light else part.surface))
        for wires in wish.wires:
            self._renderer.AddActor(_wire_actor(wires))
        for sheet in wish.sheets:
            self._renderer.AddActor(_sheet_actor(sheet))
        self._aim(wish)
        self._window.Render()
        picture = _read(self._window)
        self._window.ReleaseCurrent()
        return picture

    def _actor_of(self, surface: Surface) -> object:
        if id(surface) not in self._actors:
            self._actors[id(surface)] = (surface, _surface_actor(surface))
        return self._actors[id(surface)][1]

    def _add(self, part: Part, actor: object) -> None:
        look = actor.GetProperty()
        look.SetColor(*part.colour)
        look.SetOpacity(part.opacity)
        self._renderer.AddActor(actor)

    def _aim(self, wish: SceneWish) -> None:
        camera = self._renderer.GetActiveCamera()
        camera.SetViewAngle(VIEW_ANGLE)
        camera.SetFocalPoint(*wish.camera.centre_ras)
        camera.SetPosition(*wish.camera.position(wish.size))
        camera.SetViewUp(*wish.camera.up)
        self._renderer.ResetCameraClippingRange()


def _colour(name: str) -> Colour:
    red, green, blue = (int(name[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _surface_actor(surface: Surface) -> object:
    from vtkmodules.vtkFiltersCore import vtkPolyDataNormals
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

    normals = vtkPolyDataNormals()
    normals.SetInputData(triangle_mesh(surface))
    normals.SplittingOff()
    normals.ConsistencyOff()
    normals.Update()
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(normals.GetOutput())
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetAmbient(0.12)
    look.SetDiffuse(0.85)
    look.SetSpecular(0.18)
    look.SetSpecularPower(25)
    return actor


def _wire_actor(wires: Wires) -> object:
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

    mapper = vtkPolyDataMapper()
    mapper.SetInputData(poly_data(wires.corners_ras, np.array(wires.edges), lines=True))
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetColor(*wires.colour)
    look.SetLineWidth(wires.width)
    look.LightingOff()
    return actor


def _sheet_actor(sheet: Sheet) -> object:
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

    mesh = poly_data(sheet.corners_ras, np.array([[0, 1, 3, 2]]), lines=False)
    places = np.array([[0, 1], [1, 1], [0, 0], [1, 0]], np.float32)  # of the corners on it
    mesh.GetPointData().SetTCoords(numpy_to_vtk(places, deep=True))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(mesh)
    texture = vtkTexture()
    texture.SetInputData(_texture_image(sheet.picture))
    texture.InterpolateOn()
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.SetTexture(texture)
    actor.GetProperty().LightingOff()
    return actor


def _texture_image(picture: Picture) -> object:
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData

    colours = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=-1)
    image = vtkImageData()
    image.SetDimensions(picture.shape[1], picture.shape[0], 1)
    pixels = np.ascontiguousarray(colours[::-1]).reshape(-1, 3)  # VTK begins at the bottom
    image.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=True))
    return image


def _read(window: object) -> Picture:
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter

    # Not GetRGBACharPixelData: that one holds the interpreter's lock while it waits.
    reader = vtkWindowToImageFilter()
    reader.SetInput(window)
    reader.SetInputBufferTypeToRGB()
    reader.ReadFrontBufferOff()
    reader.ShouldRerenderOff()
    reader.Update()
    image = reader.GetOutput()
    width, height, _ = image.GetDimensions()
    pixels = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(height, width, 3)
    return np.ascontiguousarray(pixels[::-1])
