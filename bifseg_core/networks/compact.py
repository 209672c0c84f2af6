"""The compact defaults: an encoder-decoder whose multi-scale features one classifier reads.

Almost all of the work is done at half resolution or lower. The bottleneck sees the whole box,
and the network is told where in the box a voxel lies: a box drawn around one object says that
the object comes near all of its sides. Axes of few slices are not pooled, so that thin stacks
keep their slices: along such an axis the two taps of a pooling kernel merge into one. Where the
spacing is told, thick slices are pooled once their plane has become as coarse.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork
from bifseg_core.networks.box_frame import box_coordinates

_SHORTEST_POOLED_AXIS = 8
_GROUP_WIDTH = 8


@dataclass(frozen=True)
class CompactLayout:
    """The sizes of a compact network.

    Attributes:
        name: The registry's name.
        dimension: 2 or 3.
        grid: How a crop is resized.
        stem: Channels at full resolution.
        widths: Channels at 1/2, 1/4, ... of the resolution.
        encoder_blocks: Residual blocks of each level on the way down.
        detail: Features made from the half-resolution level.
        context: Features made from the quarter-resolution level.
        hidden: Hidden units of the classifier.
    """

    name: str
    dimension: int
    grid: GridRule
    stem: int
    widths: tuple[int, ...]
    encoder_blocks: tuple[int, ...]
    detail: int
    context: int
    hidden: int


def compact_2d() -> "CompactNetwork":
    """Return the 2D default with random weights."""
    return CompactNetwork(
        CompactLayout(
            name="compact_2d",
            dimension=2,
            grid=GridRule(GridSide.SMALLEST, 96),
            stem=16,
            widths=(24, 48, 80, 112, 128),
            encoder_blocks=(1, 1, 1, 1, 1),
            detail=16,
            context=8,
            hidden=32,
        )
    )


def compact_3d() -> "CompactNetwork":
    """Return the 3D default with random weights."""
    return CompactNetwork(
        CompactLayout(
            name="compact_3d",
            dimension=3,
            grid=GridRule(GridSide.LARGEST, 56),
            stem=16,
            widths=(24, 48, 80, 112, 128),
            encoder_blocks=(1, 1, 1, 1, 1),
            detail=16,
            context=8,
            hidden=32,
        )
    )


class CompactNetwork(SplitNetwork):
    """Encoder-decoder with projected multi-scale features, in 2D or 3D."""

    guided = True

    def __init__(self, layout: CompactLayout) -> None:
        """Build the layers of a layout."""
        super().__init__()
        self.name, self.dimension, self.grid = layout.name, layout.dimension, layout.grid
        dimension, widths = layout.dimension, layout.widths
        self.stem = _convolution(dimension, self.input_channels, layout.stem, 3)
        incoming = (layout.stem + dimension, *widths[:-1])
        self.pools = nn.ModuleList(
            _Pool(dimension, source, width) for source, width in zip(incoming, widths, strict=True)
        )
        self.encoder = nn.ModuleList(
            nn.Sequential(*(_Residual(dimension, width) for _ in range(count)))
            for width, count in zip(widths, layout.encoder_blocks, strict=True)
        )
        self.merges = nn.ModuleList(
            _Merge(dimension, low, high) for high, low in itertools.pairwise(widths)
        )
        self.detail = _Unpool(dimension, widths[0], layout.detail)
        self.context = _convolution(dimension, widths[1], layout.context, 1)
        self.feature_channels = layout.stem + layout.detail + layout.context
        self.classifier = nn.Sequential(
            nn.Linear(self.feature_channels, layout.hidden),
            nn.ReLU(inplace=True),
            nn.Linear(layout.hidden, 2),
        )

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, C_in, *grid) to features (N, F, *grid); every axis may be >= 1."""
        return self.features_at(inputs, (1.0,) * self.dimension)

    def features_at(self, inputs: Tensor, spacing: Sequence[float]) -> Tensor:
        """Map inputs to features, the halving of thick slices put off by their spacing in mm."""
        fine = functional.relu_(self.stem(inputs))
        levels, strides = self._encode(torch.cat([fine, box_coordinates(inputs)], dim=1), spacing)
        decoded = self._decode(levels, strides)
        shape = fine.shape[2:]
        detail = self.detail(decoded[0], strides[0], shape)
        context = _raised(self.context(decoded[1]), strides[:2], shape)
        return functional.relu_(torch.cat([fine, detail, context], dim=1))

    def _encode(
        self, values: Tensor, spacing: Sequence[float]
    ) -> tuple[list[Tensor], list[tuple[int, ...]]]:
        levels, strides = [], []
        for pool, blocks in zip(self.pools, self.encoder, strict=True):
            stride = _stride(values.shape[2:], spacing)
            values = blocks(pool(values, stride))
            spacing = [mm * step for mm, step in zip(spacing, stride, strict=True)]
            levels.append(values)
            strides.append(stride)
        return levels, strides

    def _decode(self, levels: list[Tensor], strides: list[tuple[int, ...]]) -> list[Tensor]:
        decoded = [levels[-1]]
        for depth in range(len(levels) - 2, -1, -1):
            skip = levels[depth]
            raised = _raised(decoded[0], [strides[depth + 1]], skip.shape[2:])
            decoded.insert(0, self.merges[depth](skip, raised))
        return decoded


class _Pool(nn.Module):
    """A convolution of kernel and stride 2; along unpooled axes its taps merge."""

    def __init__(self, dimension: int, source: int, target: int) -> None:
        super().__init__()
        self.convolution = _kind(dimension)(source, target, 2, stride=2, bias=False)
        self.norm = _norm(target)

    def forward(self, values: Tensor, stride: tuple[int, ...]) -> Tensor:
        weight = _merged(self.convolution.weight, stride, first_axis=2)
        values = _padded(values, stride)
        function = functional.conv2d if len(stride) == 2 else functional.conv3d
        return functional.relu_(self.norm(function(values, weight, stride=stride)))


class _Unpool(nn.Module):
    """A transposed convolution of kernel and stride 2, the counterpart of ``_Pool``."""

    def __init__(self, dimension: int, source: int, target: int) -> None:
        super().__init__()
        kind = nn.ConvTranspose2d if dimension == 2 else nn.ConvTranspose3d
        self.convolution = kind(source, target, 2, stride=2)

    def forward(self, values: Tensor, stride: tuple[int, ...], shape: torch.Size) -> Tensor:
        weight = _merged(self.convolution.weight, stride, first_axis=2) / _merged_taps(stride)
        function = functional.conv_transpose2d if len(stride) == 2 else functional.conv_transpose3d
        return _cropped(function(values, weight, self.convolution.bias, stride=stride), shape)


class _Residual(nn.Module):
    """Two normalised convolutions around a shortcut."""

    def __init__(self, dimension: int, width: int) -> None:
        super().__init__()
        self.first = _convolution(dimension, width, width, 3, bias=False)
        self.second = _convolution(dimension, width, width, 3, bias=False)
        self.first_norm, self.second_norm = _norm(width), _norm(width)

    def forward(self, values: Tensor) -> Tensor:
        inner = functional.relu_(self.first_norm(self.first(values)))
        return functional.relu_(values + self.second_norm(self.second(inner)))


class _Merge(nn.Module):
    """Adds what comes from below to a level of the encoder and mixes the two."""

    def __init__(self, dimension: int, below: int, width: int) -> None:
        super().__init__()
        self.lateral = _convolution(dimension, below, width, 1)
        self.block = _Residual(dimension, width)

    def forward(self, skip: Tensor, raised: Tensor) -> Tensor:
        return cast(Tensor, self.block(skip + self.lateral(raised)))


def _stride(shape: torch.Size, spacing: Sequence[float]) -> tuple[int, ...]:
    """Return by how much each axis is pooled: 2, or 1 where it is short or, in 3D, waits.

    An axis of few thick slices waits where halving the others alone brings the steps in mm closer.
    """
    few = max(shape) / 2 if len(shape) == 3 else 0
    thick = math.sqrt(2) * min(spacing)
    return tuple(
        1 if n < _SHORTEST_POOLED_AXIS or (n <= few and mm > thick) else 2
        for n, mm in zip(shape, spacing, strict=True)
    )


def _raised(values: Tensor, strides: list[tuple[int, ...]], shape: torch.Size) -> Tensor:
    """Interpolate linearly by the product of the strides and crop to ``shape``."""
    factors = torch.tensor(strides).prod(dim=0).tolist()
    size = [n * factor for n, factor in zip(values.shape[2:], factors, strict=True)]
    mode = "bilinear" if len(shape) == 2 else "trilinear"
    return _cropped(functional.interpolate(values, size=size, mode=mode), shape)


def _padded(values: Tensor, stride: tuple[int, ...]) -> Tensor:
    """Repeat the last voxel of axes whose length the stride does not divide."""
    missing = [-n % step for n, step in zip(values.shape[2:], stride, strict=True)]
    if not any(missing):
        return values
    margins = [side for amount in reversed(missing) for side in (0, amount)]
    return functional.pad(values, margins, mode="replicate")


def _cropped(values: Tensor, shape: torch.Size) -> Tensor:
    for axis, size in enumerate(shape, start=2):
        values = values.narrow(axis, 0, size)
    return values


def _merged(weight: Tensor, stride: tuple[int, ...], *, first_axis: int) -> Tensor:
    for axis, step in enumerate(stride):
        if step == 1:
            weight = weight.sum(dim=first_axis + axis, keepdim=True)
    return weight


def _merged_taps(stride: tuple[int, ...]) -> int:
    return int(2 ** stride.count(1))


def _kind(dimension: int) -> type[nn.Conv2d] | type[nn.Conv3d]:
    return nn.Conv2d if dimension == 2 else nn.Conv3d


class _Convolution3d(nn.Conv3d):
    """A 3D convolution that uses oneDNN for a single volume too.

    torch picks oneDNN on the CPU by a rule of thumb that sends batches of one small volume to an
    implementation three times slower (seen in torch 2.13 by profiling).
    """

    def _conv_forward(self, input: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:  # noqa: A002
        if _prefers_onednn(input):
            padding = cast(tuple[int, ...], self.padding)
            return torch.mkldnn_convolution(
                input, weight, bias, padding, self.stride, self.dilation, self.groups
            )
        result: Tensor = super()._conv_forward(input, weight, bias)
        return result


def _prefers_onednn(values: Tensor) -> bool:
    return (
        values.device.type == "cpu"
        and values.dtype == torch.float32
        and torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    )


def _convolution(
    dimension: int, source: int, target: int, kernel: int, *, bias: bool = True
) -> nn.Module:
    kind = nn.Conv2d if dimension == 2 else _Convolution3d
    return kind(source, target, kernel, padding=kernel // 2, bias=bias)


def _norm(channels: int) -> nn.Module:
    return nn.GroupNorm(max(channels // _GROUP_WIDTH, 1), channels)
