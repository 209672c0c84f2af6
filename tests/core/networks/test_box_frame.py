import torch

from bifseg_core.networks.box_frame import box_coordinates


def test_box_coordinates_run_from_the_centre_to_the_sides() -> None:
    planes = box_coordinates(torch.zeros(2, 1, 5, 4))
    assert planes.shape == (2, 2, 5, 4)
    torch.testing.assert_close(planes[0, 0, :, 0], torch.tensor([0.8, 0.4, 0.0, 0.4, 0.8]))
    torch.testing.assert_close(planes[0, 1, 0], torch.tensor([0.75, 0.25, 0.25, 0.75]))


def test_box_coordinates_are_zero_along_an_axis_of_one_voxel() -> None:
    assert (box_coordinates(torch.zeros(1, 1, 3, 3, 1))[:, 2] == 0).all()
