"""The models that panels show."""

from __future__ import annotations

import pytest

from app.model.case_model import CaseModel
from app.model.view_state import ViewState


@pytest.fixture
def model(qapp: object) -> CaseModel:
    return CaseModel()


@pytest.fixture
def view_state(qapp: object) -> ViewState:
    return ViewState()
