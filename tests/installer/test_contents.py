"""What a build carries, what it leaves out, and what stops it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))

import components  # noqa: E402
import contents  # noqa: E402
import entry  # noqa: E402

from app import translation  # noqa: E402
from bifseg_core import __main__ as core  # noqa: E402


@pytest.mark.parametrize(
    "target",
    [
        "torch/test/cpp/x",
        "torch/bin/protoc",
        "torch/lib/libtorchbind_test.so",
        "torch/nn/modules/conv.py",
        "PyQt5/Qt5/translations/qt_de.qm",
        "PyQt5/Qt5/translations/qtbase_pl.qm",
        "scipy.libs/libscipy_openblas-6cdc3b4a.so",
        "PyQt5/Qt5/plugins/generic/libqevdevmouseplugin.so",
        "libQt5Quick.so.5",
        "libvtkInteractionStyle.so",
        "numpy/tests/data.npy",
    ],
)
def test_parts_nobody_needs_stay_out(target: str) -> None:
    assert contents.is_left_out(target)


@pytest.mark.parametrize(
    "target",
    [
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "torch/_inductor/config.py",
        "torch/fx/experimental/_config.py",
        "torch/nn/functional.py",
        "vtkmodules/libvtkFiltersCore.so",
        "PyQt5/Qt5/translations/qtbase_de.qm",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "PyQt5/Qt5/plugins/platforms/libqxcb.so",
        "resources/models/compact_3d.safetensors",
    ],
)
def test_parts_that_are_needed_stay(target: str) -> None:
    assert not contents.is_left_out(target)


def test_libraries_of_the_system_are_left_to_the_system() -> None:
    assert contents.is_left_out("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert contents.is_left_out("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6")
    assert not contents.is_left_out("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")
    assert not contents.is_left_out("libvtkCommonCore.so", "/home/a/.venv/lib/libvtkCommonCore.so")


def test_qts_words_are_carried_in_every_language_of_the_window() -> None:
    assert {*contents.LANGUAGES, "en"} == set(translation.LANGUAGES)


def test_of_scipy_only_the_filters_of_images_are_used() -> None:
    sources = [path for name in contents.PACKAGES for path in (ROOT / name).rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in sources]
    used = {
        line.strip()
        for text in texts
        for line in re.findall(r"^\s*(?:from|import) scipy.*", text, re.MULTILINE)
    }
    assert {line.partition("  #")[0] for line in used} == {"from scipy import ndimage"}
    assert not any("ndimage.rotate" in text for text in texts)


def test_the_filters_of_images_work_without_the_rest_of_scipy() -> None:
    told = """
import only_filters, sys
from scipy import ndimage
print(ndimage.label([0, 1, 0, 1])[1], [n for n in sys.modules if n.startswith("scipy.linalg")])
"""
    command = [sys.executable, "-c", told]
    found = subprocess.run(command, cwd=ROOT / "installer", capture_output=True, check=True)
    assert found.stdout.split() == [b"2", b"[]"]


def test_large_tables_lose_their_spaces_and_nothing_else(tmp_path: Path) -> None:
    table = {"modules": [{"keyword": f"Item {n}", "path": []} for n in range(20_000)]}
    large, small = tmp_path / "large.json", tmp_path / "small.json"
    large.write_text(json.dumps(table, indent=4), encoding="utf-8")
    small.write_text("[ 1 ]", encoding="utf-8")
    (tmp_path / "new").mkdir()
    packed = contents.without_spaces(large, tmp_path / "new")
    assert packed.stat().st_size < large.stat().st_size
    assert json.loads(packed.read_text(encoding="utf-8")) == table
    assert contents.without_spaces(small, tmp_path / "new") == small


def test_another_torch_than_asked_for_stops_the_build() -> None:
    assert contents.wrong_torch("cpu", None) is None
    assert contents.wrong_torch("cuda", "12.9") is None
    assert "setup TORCH=cpu" in (contents.wrong_torch("cpu", "12.9") or "")
    assert "setup TORCH=cuda" in (contents.wrong_torch("cuda", None) or "")
    assert "not gpu" in (contents.wrong_torch("gpu", None) or "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bifseg"], False),
        (["bifseg", "scan.nii.gz"], False),
        (["bifseg", "--self-test"], False),
        (["bifseg-cli", "--self-test"], False),
        (["bifseg", "segment", "scan.nii.gz"], True),
        (["bifseg", "--version"], True),
        (["/usr/bin/bifseg-cli"], True),
        (["bifseg-cli.exe", "info", "scan.nii"], True),
    ],
)
def test_commands_go_to_the_command_line(arguments: list[str], expected: bool) -> None:
    assert entry.is_command_line(arguments) is expected


def test_every_command_named_at_the_start_is_one_of_the_core() -> None:
    assert entry.COMMANDS - {"--version"} <= set(core._COMMANDS)


def test_the_list_of_components_names_version_and_licence() -> None:
    found = [one for one in components.installed() if one.metadata["Name"] in {"torch", "numpy"}]
    parts = json.loads(components.bill(map(components.described, found)))["components"]
    assert [part["name"] for part in parts] == ["numpy", "torch"]
    assert all(part["version"] and part["licence"] and part["texts"] for part in parts)


def test_only_packages_with_a_file_inside_are_listed(tmp_path: Path) -> None:
    numpy = next(one for one in components.installed() if one.metadata["Name"] == "numpy")
    inside = str(numpy.locate_file("numpy/__init__.py"))
    assert components.is_inside(numpy, {inside})
    assert not components.is_inside(numpy, {str(tmp_path)})


def some_files() -> list[str]:
    """Of packages with and without a licence text of their own."""
    chosen = {"numpy", "PyMaxflow", "PyQt5", "GeodisTK"}
    return [
        str(one.locate_file(path))
        for one in components.installed()
        if one.metadata["Name"] in chosen
        for path in one.files or ()
    ]


def test_the_bundle_gets_the_list_and_every_text(tmp_path: Path) -> None:
    entries = components.collect(some_files(), tmp_path)
    parts = json.loads((tmp_path / "components.json").read_text(encoding="utf-8"))["components"]
    inside = {target for target, _, _ in entries}
    assert all(Path(source).is_file() for _, source, _ in entries)
    for part in parts:
        assert all(f"licences/{one}".replace("licences/../", "") in inside for one in part["texts"])
    texts = {part["name"]: part["texts"] for part in parts}
    assert texts["PyMaxflow"] == texts["PyQt5"] == ["../LICENSE"]
    assert texts.get("GeodisTK", ["GeodisTK/LICENSE.txt"]) == ["GeodisTK/LICENSE.txt"]
    assert len(inside) == len(entries)
    metadata = {target for target in inside if target.endswith(".dist-info/METADATA")}
    assert len(metadata) >= 3
    assert not any(map(contents.is_left_out, metadata))


def test_a_component_without_a_licence_text_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components, "_UNDER_OUR_LICENCE", frozenset())
    with pytest.raises(SystemExit, match="PyMaxflow"):
        components.collect(some_files(), tmp_path)


@pytest.mark.parametrize("script", sorted((ROOT / "installer").rglob("*.sh")), ids=lambda p: p.name)
def test_scripts_are_whole(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
