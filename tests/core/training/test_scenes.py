import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.training.anatomy import GREY, OUTSIDE, WHITE, AtlasPieces, Part
from bifseg_core.training.fields import Draw, blurred, coordinates
from bifseg_core.training.looks import Look, random_look
from bifseg_core.training.scenes import _with_object, make_scenes
from bifseg_core.training.shapes import Form, ellipsoid, object_depth, random_form, space

DEEP, FLAT = (20, 18, 16), (32, 24, 1)
CPU = torch.device("cpu")


def draw(seed: int = 0, *, count: int = 2, shape: tuple[int, int, int] = DEEP) -> Draw:
    return Draw(seed, count=count, shape=shape, device=CPU)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), flat=st.booleans())
def test_every_scene_has_an_object_and_a_plain_image(seed: int, flat: bool) -> None:
    shape = FLAT if flat else DEEP
    scenes = make_scenes(seed, count=2, shape=shape)
    assert scenes.images.shape == scenes.objects.shape == (2, *shape)
    assert scenes.objects.dtype == torch.bool
    assert scenes.objects.flatten(1).any(dim=1).all()
    assert torch.isfinite(scenes.images).all()
    assert scenes.images.min() >= 0
    assert scenes.images.max() <= 1


@pytest.mark.parametrize("shape", [DEEP, FLAT])
def test_a_seed_fixes_the_scenes(shape: tuple[int, int, int]) -> None:
    first, again = make_scenes(7, count=2, shape=shape), make_scenes(7, count=2, shape=shape)
    other = make_scenes(8, count=2, shape=shape)
    assert torch.equal(first.images, again.images)
    assert torch.equal(first.objects, again.objects)
    assert not torch.equal(first.images, other.images)


def test_scenes_of_a_batch_differ() -> None:
    scenes = make_scenes(3, count=2, shape=DEEP)
    assert not torch.equal(scenes.images[0], scenes.images[1])


def pieces(part: Part) -> AtlasPieces:
    """A box within a box."""
    labels = torch.zeros(2, *DEEP, dtype=torch.uint8)
    labels[:, 3:17, 2:16, 2:14] = OUTSIDE.start
    labels[:, 5:15, 4:14, 3:13] = GREY.start
    labels[:, 8:12, 7:11, 6:10] = WHITE.start
    chosen = labels == GREY.start if part is Part.STRUCTURE else labels >= 1
    return AtlasPieces(labels, chosen & (labels < OUTSIDE.start), part)


def test_objects_of_an_atlas_follow_its_labels() -> None:
    atlas = pieces(Part.STRUCTURE)
    found = [make_scenes(seed, count=2, shape=DEEP, atlas=atlas) for seed in range(12)]
    painted = [scenes for scenes in found if scenes.form is None]
    assert painted
    agreement = max(float((scenes.objects == atlas.objects).float().mean()) for scenes in painted)
    assert agreement > 0.95


def test_a_whole_organ_keeps_its_parts() -> None:
    atlas = pieces(Part.WHOLE)
    differences = []
    for seed in range(12):
        scenes = make_scenes(seed, count=2, shape=DEEP, atlas=atlas)
        assert scenes.form is None
        assert (scenes.objects == atlas.objects).float().mean() > 0.95
        means = [scenes.images[atlas.labels == n].mean() for n in (GREY.start, WHITE.start)]
        differences.append(abs(float(means[0] - means[1])))
    assert max(differences) > 0.2


def test_a_compound_object_holds_regions_that_end_at_its_border() -> None:
    surroundings, content = torch.full((2, *DEEP), 1), torch.full((2, *DEEP), 2)
    content[:, :, :9] = 3
    depth = ellipsoid(draw(0), space(draw(0)), spread=0.0, low=0.8, high=0.9)
    for seed in range(20):
        labels = _with_object(draw(seed), surroundings, depth, content)
        assert not ((labels == 2) | (labels == 3))[depth <= 0].any()
        assert not (labels == 1)[depth > 0].any()
    assert {2, 3} <= set(labels.unique().tolist())


def test_all_forms_and_looks_are_drawn() -> None:
    draws = [draw(seed) for seed in range(300)]
    assert {random_form(item) for item in draws} == set(Form)
    assert {random_look(item) for item in draws} == set(Look)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("shape", [DEEP, FLAT])
def test_every_form_has_an_inside_and_an_outside(form: Form, shape: tuple[int, int, int]) -> None:
    source = draw(1, count=8, shape=shape)
    depth = object_depth(source, space(source), form)
    assert depth.shape == (8, *shape)
    assert (depth > 0).any()
    assert (depth < 0).any()


def test_smooth_noise_has_unit_deviation_and_is_smooth() -> None:
    field = draw(count=40).smooth(4)
    assert 0.7 < float(field.std()) < 1.3
    steps = (field[:, 1:] - field[:, :-1]).std()
    assert steps < 0.5 * field.std()


def test_more_cells_make_rougher_noise() -> None:
    rough = [draw(count=20).smooth(cells).diff(dim=1).std() for cells in (2, 5, 10)]
    assert rough[0] < rough[1] < rough[2]


def test_coordinates_are_voxel_centres() -> None:
    grid = coordinates((2, 4, 1), CPU)
    assert grid[0, :, 0, 0].tolist() == [-0.5, 0.5]
    assert grid[1, 0, :, 0].tolist() == [-0.75, -0.25, 0.25, 0.75]
    assert (grid[2] == 0).all()


def test_a_blurred_point_keeps_its_sum_and_has_the_asked_deviation() -> None:
    point = torch.zeros(1, 31, 1, 1)
    point[0, 15] = 1
    result = blurred(point, [2.0, 2.0, 2.0])[0, :, 0, 0]
    places = torch.arange(31.0) - 15
    assert float(result.sum()) == pytest.approx(1, abs=1e-5)
    assert float((result * places.square()).sum().sqrt()) == pytest.approx(2, rel=0.1)
