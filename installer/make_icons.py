"""Draws the application's icon in every size and format that an installer asks for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtGui import QGuiApplication, QImage, QPainter
from PyQt5.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "bifseg.svg"
PNG_SIZES = (16, 32, 48, 64, 128, 256, 512)


def draw(size: int) -> QImage:
    """The icon, that many pixels wide and high."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return image


def main(folder: Path) -> None:
    """Write bifseg-SIZE.png, bifseg.ico and bifseg.icns into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"bifseg-{size}.png": size for size in PNG_SIZES}
    wanted.update({"bifseg.ico": 256, "bifseg.icns": 512})
    for name, size in wanted.items():
        if not draw(size).save(str(folder / name)):
            raise SystemExit(f"{name} could not be written.")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    main(Path(sys.argv[1]))
