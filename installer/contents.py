"""What goes into the built application and what stays out; no PyInstaller is needed to ask."""

from __future__ import annotations

import json
import re
from pathlib import Path

IMPORTED_LATE = (
    "bifseg_core.__main__",
    "vtkmodules.vtkRenderingOpenGL2",
    "vtkmodules.util.numpy_support",
)
"""Imported by name at run time, which the analysis of the source cannot see."""

PACKAGES = ("bifseg_core", "app")

WITH_DATA = ("highdicom",)
"""Packages that read files of their own and for which PyInstaller has no rule."""

UNUSED_MODULES = (
    "matplotlib",
    "tkinter",
    "IPython",
    "nibabel",
    "pytest",
    "_pytest",
    "py",
    "pluggy",
    "iniconfig",
    "rich",
    "pygments",
    "markdown_it",
    "mdurl",
    "mpl_toolkits",
    "pylab",
    "hypothesis",
    "setuptools",
    "pkg_resources",
    "pip",
    "wheel",
    "fontTools",
    "contourpy",
    "tensorboard",
    "triton",
    "vtk",
    "vtkmodules.all",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "pyqtgraph.jupyter",
    "torch.utils.tensorboard",
    "torch.utils.benchmark",
    "torch._inductor.codegen",
    "torch._inductor.fx_passes",
    "torch._inductor.kernel",
    "torch.testing._internal.common_methods_invocations",
    "torch.testing._internal.generated",
    "torch.testing._internal.opinfo",
    "networkx",
    "jinja2",
    "fsspec",
    "jpeg_ls",
    "_CharLS",
    "PIL._avif",
    "PIL._webp",
    "PyQt5.QtNetwork",
    "PyQt5.QtTest",
    "PyQt5.QtQml",
    "PyQt5.QtQuick",
    "PyQt5.QtMultimedia",
    "PyQt5.QtBluetooth",
    "PyQt5.QtDesigner",
    "scipy.cluster",
    "scipy.constants",
    "scipy.datasets",
    "scipy.differentiate",
    "scipy.fft",
    "scipy.fftpack",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.io",
    "scipy.linalg",
    "scipy.odr",
    "scipy.optimize",
    "scipy.signal",
    "scipy.sparse",
    "scipy.spatial",
    "scipy.special",
    "scipy.stats",
    "vtkmodules.vtkInteractionStyle",
)
"""Nothing that BIFSeg does imports them: PyTorch's compiler, test parts, other toolkits, and all of
SciPy but its filters of images (see only_filters.py)."""

ASSOCIATED = {
    ".bifseg": "BIFSeg case",
    ".nii": "NIfTI image",
    ".nii.gz": "NIfTI image (compressed)",
    ".nrrd": "NRRD image",
    ".mha": "MetaImage",
}
"""What a double click opens; macOS and Windows know the last ending of a name only."""

LANGUAGES = ("de", "fr")
"""Beside English; Qt's own words in all other languages stay out."""

_LARGE_BYTES = 1_000_000

_OF_THE_SYSTEM = re.compile(r"^/(usr/)?lib(64)?/")

_CARRIED = re.compile(r"lib(python3|ssl|crypto|ffi|z|bz2|lzma|uuid|sqlite3|mpdec)[.\d-]")
"""Libraries of the system that Python itself needs and that differ between distributions."""

_READ_AS_SOURCE = (
    r"(.*/)?_?config(_[a-z]+)?\.py|functional\.py|nn/functional\.py|nn/modules/rnn\.py"
)
"""What PyTorch reads as text when it starts: settings, functions with several signatures."""

_LEFT_OUT = tuple(
    re.compile(pattern)
    for pattern in (
        r"^torch/(test|include|share|_inductor/autoheuristic/artifacts)/",
        r"^torch/bin/(?!torch_shm_manager$)",
        r"^torch/lib/.*\.(a|lib)$",
        r"^torch/lib/lib(torchbind_test|jitbackend_test|backend_with_compiler|aoti_custom_ops)\.",
        r"^torch/utils/(benchmark|tensorboard|hipify|model_dump)/",
        r"^torch/.*/templates/",
        rf"^torch/(?!{_READ_AS_SOURCE}$).*\.py$",
        r"^torchgen/",
        r"(^|/)readline\.",
        r"^[^/]+\.dist-info/(?!METADATA$)",
        r"^scipy\.libs/lib(scipy_openblas|gfortran|quadmath)",
        r"\.pyi$",
        r"(^|/)tests?/",
        rf"^PyQt5/Qt5/translations/(?!qtbase_({'|'.join(LANGUAGES)})\.)",
        r"^PyQt5/Qt5/qml/",
        r"^PyQt5/Qt5/plugins/(platformthemes/libqgtk3|sqldrivers/|audio/|mediaservice/)",
        r"^PyQt5/Qt5/plugins/(egldeviceintegrations/|printsupport/|webview/|geoservices/)",
        r"^PyQt5/Qt5/plugins/platforms/libq(eglfs|linuxfb|vnc|webgl|minimal|wayland-xcomposite)",
        r"^PyQt5/Qt5/plugins/(generic/|bearer/|wayland-graphics-integration-client/libxcomposite)",
        r"^PyQt5/Qt5/plugins/wayland-shell-integration/lib(ivi-shell|fullscreen-shell-v1|xdg-shell-v[56])",
        r"^PyQt5/Qt5/plugins/platforminputcontexts/libqtvirtualkeyboard",
        r"(^|/)libQt5(Qml|QmlModels|Quick|WebSockets|EglFSDeviceIntegration|Network|Test)\.",
        r"(^|/)libvtk(InteractionStyle|FiltersExtraction|FiltersStatistics|ParallelDIY|IOXML|IOXMLParser|expat)\.",
    )
)


def is_left_out(target: str, source: str = "") -> bool:
    """Whether a file stays out of the bundle.

    Args:
        target: its path inside the bundle.
        source: where it lies now; libraries of the system are left to the system.
    """
    inside = target.replace("\\", "/")
    if _OF_THE_SYSTEM.match(source) and not _CARRIED.match(Path(source).name):
        return "/lib-dynload/" not in source
    return any(pattern.search(inside) for pattern in _LEFT_OUT)


def without_spaces(source: Path, folder: Path) -> Path:
    """The file to pack for a data file: a large JSON file is written anew without its spaces.

    Args:
        source: where the file lies now.
        folder: for the new file.
    """
    if source.suffix != ".json" or source.stat().st_size < _LARGE_BYTES:
        return source
    target = folder / source.name
    told = json.loads(source.read_text(encoding="utf-8"))
    target.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")
    return target


def wrong_torch(wanted: str, cuda: str | None) -> str | None:
    """The sentence that stops a build whose PyTorch is not the one asked for, or None.

    Args:
        wanted: "cpu" or "cuda".
        cuda: `torch.version.cuda`.
    """
    if wanted not in {"cpu", "cuda"}:
        return f"TORCH is cpu or cuda, not {wanted}."
    found = "cuda" if cuda else "cpu"
    if found == wanted:
        return None
    return (
        f"The environment holds PyTorch for {found}, but the build asked for is {wanted}; "
        f"run make setup TORCH={wanted} first, or build with TORCH={found}."
    )
