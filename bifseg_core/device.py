"""Where networks run."""

from __future__ import annotations

import enum

import torch

from bifseg_core.errors import DeviceError


class DeviceChoice(enum.Enum):
    """What the user asks for."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


def resolve(choice: DeviceChoice) -> torch.device:
    """The device to use: CUDA where there is one and nothing else was asked for.

    Raises:
        DeviceError: CUDA was asked for and cannot be had.
    """
    if choice is DeviceChoice.CPU:
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    if choice is DeviceChoice.CUDA:
        raise DeviceError("No CUDA graphics card can be used here; choose the device cpu or auto.")
    return torch.device("cpu")


def wait_for(device: torch.device) -> None:
    """Return when the device has done all that it was given; cards work on while one goes on."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
