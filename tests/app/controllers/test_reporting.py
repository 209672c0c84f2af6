"""A report tells the parameters that the mask was made with."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.controllers.export_jobs import ExportJob
from app.controllers.reporting import case_report
from app.model.export_kinds import ExportChoice, ExportKind
from bifseg_core.case import CaseState, Segmentation, SegmentedObject, Stage
from bifseg_core.config import Connectivity, EngineConfig, GraphCutConfig
from bifseg_core.geometry import BoundingBox
from tests.app.fakes import ball_volume

BOX = BoundingBox((0, 0, 0), (4, 4, 4))


def job_for(config: EngineConfig | None) -> ExportJob:
    mask = np.ones(BOX.shape, bool)
    found = Segmentation(BOX, mask, mask.astype(np.float32), Stage.REFINED, config=config)
    state = CaseState((SegmentedObject(1, "Object 1", BOX, segmentation=found),), 1)
    return ExportJob(ExportChoice(ExportKind.REPORT), state, ball_volume((8, 8, 8)), Path("r.html"))


def test_the_masks_own_parameters_are_told() -> None:
    cut = GraphCutConfig(7.5, connectivity=Connectivity.FULL)
    config = replace(EngineConfig.default(3), graph_cut=cut, network="pc_net")
    parameters = case_report(job_for(config)).parameters
    assert parameters["smoothness_weight"] == 7.5
    assert parameters["connectivity"] == "full"
    assert parameters["network"] == "pc_net"
    assert parameters["uncertain_range"] == list(config.fine_tune.uncertain_range)


def test_a_mask_that_does_not_say_was_made_with_the_usual_ones() -> None:
    parameters = case_report(job_for(None)).parameters
    assert parameters["smoothness_weight"] == EngineConfig.default(3).graph_cut.smoothness_weight


def test_the_checksum_is_that_of_the_masks_own_weights() -> None:
    """Also where the mask comes from a case of another version, whose weights are gone."""
    job = job_for(None)
    found = replace(job.found, network="compact_3d", weights_sha256="ab" * 32)
    one = replace(job.state.active, segmentation=found)
    told = case_report(replace(job, state=job.state.with_object(one)))
    assert told.weights_sha256 == "ab" * 32


def test_a_mask_that_does_not_know_its_weights_tells_none() -> None:
    job = job_for(None)
    one = replace(job.state.active, segmentation=replace(job.found, network="compact_3d"))
    assert case_report(replace(job, state=job.state.with_object(one))).weights_sha256 == ""


def test_a_report_needs_no_torch(tmp_path: Path) -> None:
    """Torch in the window's process alone costs a second, and may be missing memory."""
    code = (
        "import sys\n"
        "from tests.app.controllers.test_reporting import case_report, job_for\n"
        "from bifseg_core.io.case_report import page\n"
        "page(case_report(job_for(None)))\n"
        "assert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
