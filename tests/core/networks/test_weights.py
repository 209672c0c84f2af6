from pathlib import Path

import pytest
import torch

from bifseg_core.errors import NetworkError
from bifseg_core.networks import registry, weights

NAME = "pc_net"


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    network = registry.create(NAME)
    path = weights.save(network, tmp_path)
    loaded = weights.load(NAME, folder=tmp_path)
    for key, value in network.state_dict().items():
        assert torch.equal(loaded.network.state_dict()[key], value)
    assert not loaded.network.training
    assert path.with_suffix(".sha256").read_text().split() == [loaded.weights_sha256, path.name]


def test_half_precision_halves_the_file_and_hardly_moves_the_scores(tmp_path: Path) -> None:
    network = registry.create(NAME).eval()
    full = weights.save(network, tmp_path / "full").stat().st_size
    half = weights.save(network, tmp_path / "half", half=True).stat().st_size
    assert half < 0.55 * full
    inputs = torch.randn(1, 1, 8, 8, 8)
    loaded = weights.load(NAME, folder=tmp_path / "half").network
    with torch.inference_mode():
        torch.testing.assert_close(loaded(inputs), network(inputs), rtol=0, atol=1e-2)


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = weights.save(registry.create(NAME), tmp_path)
    payload = bytearray(path.read_bytes())
    payload[-1] ^= 1
    path.write_bytes(payload)
    with pytest.raises(NetworkError, match=r"damaged.*install it again\.$"):
        weights.load(NAME, folder=tmp_path)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=rf"no trained weights for the network '{NAME}'.*\.$"):
        weights.load(NAME, folder=tmp_path)


def test_a_missing_checksum_is_told(tmp_path: Path) -> None:
    weights.save(registry.create(NAME), tmp_path).with_suffix(".sha256").unlink()
    with pytest.raises(NetworkError, match="no trained weights"):
        weights.load(NAME, folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"0" * 64])
def test_a_damaged_checksum_is_noticed(content: bytes, tmp_path: Path) -> None:
    weights.save(registry.create(NAME), tmp_path).with_suffix(".sha256").write_bytes(content)
    with pytest.raises(NetworkError, match="damaged"):
        weights.load(NAME, folder=tmp_path)


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    other = registry.create(NAME)
    other.name = "p_net"
    weights.save(other, tmp_path)
    with pytest.raises(NetworkError, match="do not fit the network 'p_net'"):
        weights.load("p_net", folder=tmp_path)


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=f"'{NAME}' in {tmp_path / 'none'}; train them first"):
        weights.load(NAME, folder=tmp_path / "none")


def test_an_unknown_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="no network named"):
        weights.load("nothing", folder=tmp_path)


def test_a_frozen_application_brings_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert weights.models_folder() == tmp_path / "resources" / "models"
    assert weights.shipped() == ()
    weights.save(registry.create(NAME), weights.models_folder())
    assert weights.shipped() == (NAME,)


def test_nothing_is_left_behind_by_saving(tmp_path: Path) -> None:
    weights.save(registry.create(NAME), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{NAME}.safetensors",
        f"{NAME}.sha256",
    ]


@pytest.mark.parametrize("name", weights.shipped())
def test_shipped_weights_are_whole_and_small(name: str) -> None:
    loaded = weights.load(name)
    assert all(torch.isfinite(value).all() for value in loaded.network.state_dict().values())
    assert (weights.models_folder() / f"{name}.safetensors").stat().st_size <= 8e6
