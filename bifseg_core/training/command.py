"""``python -m bifseg_core train CONFIG.toml --output DIR [--resume]``."""

import argparse
import os
import sys
from pathlib import Path

import torch
from torch import distributed

from bifseg_core.errors import DatasetError
from bifseg_core.evaluation.data_folder import data_folder
from bifseg_core.training.config import TrainingConfig, read_config
from bifseg_core.training.instances import Library, library
from bifseg_core.training.log import draw_curves
from bifseg_core.training.trainer import Trainer, TrainingProgress, has_checkpoint

_REPORT_EVERY = 50


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a command line."""
    parser = subparsers.add_parser("train", help="train a network")
    _add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train as the arguments say and return the exit status."""
    config = read_config(args.config)
    torch.set_num_threads(config.threads)
    if has_checkpoint(args.output) and not args.resume:
        raise DatasetError(
            f"There is a training in {args.output} already; add --resume to go on with it, "
            "or choose another folder."
        )
    device = _joined(torch.device(_device_name(args.device)))
    trainer = Trainer(config, args.output, library=_library(config, args), device=device)
    for progress in trainer.run():
        if trainer.rank == 0:
            _report(progress, config)
    if trainer.rank == 0:
        draw_curves(args.output / "log.csv", args.output / "curves.png")
    _leave()
    return 0


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("config", type=Path, help="the training's configuration, TOML")
    parser.add_argument("--output", type=Path, required=True, help="folder for weights and logs")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--instances", type=Path, help="cache file of the prepared images")


def _library(config: TrainingConfig, args: argparse.Namespace) -> Library:
    if config.real_share <= 0:
        return Library((), ())
    return library(data_folder() / "train", args.instances or args.output / "instances.npz")


def _device_name(name: str) -> str:
    if name != "auto":
        return name
    return "cuda" if torch.cuda.is_available() else "cpu"


def _joined(device: torch.device) -> torch.device:
    """Join the other processes of torchrun, if there are any, and return this one's device."""
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        return device
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    if device.type == "cpu":
        return device
    return torch.device("cuda", int(os.environ["LOCAL_RANK"]))


def _leave() -> None:
    """Leave the other processes once none of them waits for this one any more."""
    if distributed.is_initialized():
        distributed.barrier()
        distributed.destroy_process_group()


def _report(progress: TrainingProgress, config: TrainingConfig) -> None:
    if progress.step % _REPORT_EVERY == 0:
        _say(f"step {progress.step}/{config.steps}  {progress.seconds:.0f} s  {progress.loss:.3f}")
    if progress.scores is not None:
        for name, initial in progress.scores.initial.items():
            corrected = progress.scores.corrected.get(name)
            after = "" if corrected is None else f" -> {corrected:.1f}"
            _say(f"  {name}: {initial:.1f}{after}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the command on its own."""
    parser = argparse.ArgumentParser(prog="train")
    _add_arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
