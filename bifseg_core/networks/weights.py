"""Trained weights on disk: safetensors without pickle, each with its checksum beside it."""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor

from bifseg_core.errors import NetworkError
from bifseg_core.networks import registry
from bifseg_core.networks.base import SplitNetwork


@dataclass(frozen=True)
class LoadedNetwork:
    """A network ready for use.

    Attributes:
        network: The network with its trained weights, in evaluation mode, on the CPU.
        weights_sha256: The checksum of the weight file, as 64 hexadecimal digits.
    """

    network: SplitNetwork
    weights_sha256: str


def models_folder() -> Path:
    """Return the folder of shipped weights, in the source tree or in a frozen application."""
    frozen_root = getattr(sys, "_MEIPASS", None)
    root = Path(frozen_root) if frozen_root else Path(__file__).resolve().parents[2]
    return root / "resources" / "models"


def shipped() -> tuple[str, ...]:
    """Return the names of the networks that have weights."""
    folder = models_folder()
    return tuple(name for name in registry.available() if _weight_file(folder, name).is_file())


def save(network: SplitNetwork, folder: Path, *, half: bool = False) -> Path:
    """Write a network's weights and their checksum into a folder, atomically.

    Args:
        network: The network; its ``name`` names the files.
        folder: Where ``<name>.safetensors`` and ``<name>.sha256`` are written.
        half: Whether numbers are stored with 16 bits.

    Returns:
        The path of the weight file.
    """
    kind = torch.float16 if half else torch.float32
    tensors = {
        key: value.detach().cpu().to(kind).contiguous()
        for key, value in network.state_dict().items()
    }
    payload = save_tensors(tensors, {"network": network.name})
    path = _weight_file(folder, network.name)
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, payload)
    _write(path.with_suffix(".sha256"), f"{_sha256(payload)}  {path.name}\n".encode())
    return path


def load(name: str, *, folder: Path | None = None) -> LoadedNetwork:
    """Load a network with its trained weights after checking their checksum.

    Args:
        name: The registry's name.
        folder: Where the files are; by default the shipped ones.

    Raises:
        NetworkError: If the name is unknown, or the weights are missing or damaged.
    """
    network = registry.create(name)
    path = _weight_file(folder or models_folder(), name)
    payload = _read_verified(path, name, folder)
    try:
        network.load_state_dict(_widened(load_tensors(payload)))
    except (SafetensorError, RuntimeError) as error:
        raise NetworkError(
            f"The weights in {path.name} do not fit the network '{name}'; install them again."
        ) from error
    return LoadedNetwork(network.eval(), _sha256(payload))


def _read_verified(path: Path, name: str, folder: Path | None) -> bytes:
    try:
        payload = path.read_bytes()
        expected = path.with_suffix(".sha256").read_bytes().split()[:1]
    except OSError as error:
        raise NetworkError(_none_there(name, folder)) from error
    if expected != [_sha256(payload).encode()]:
        raise NetworkError(
            f"The weight file {path.name} is damaged (its checksum differs); install it again."
        )
    return payload


def _none_there(name: str, folder: Path | None) -> str:
    if folder is not None:
        return (
            f"There are no trained weights for the network '{name}' in {folder}; train them "
            "first, or name another folder."
        )
    return (
        f"There are no trained weights for the network '{name}'; "
        f"choose one of {', '.join(shipped()) or 'none'}, or train it first."
    )


def _widened(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {key: value.float() for key, value in tensors.items()}


def _weight_file(folder: Path, name: str) -> Path:
    return folder / f"{name}.safetensors"


def _sha256(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def _write(path: Path, payload: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.write_bytes(payload)
    os.replace(temporary, path)
