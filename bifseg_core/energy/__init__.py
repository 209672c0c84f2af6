"""The label update and the geodesic distance: what a round needs besides the network.

Both hold the interpreter's lock in their libraries; `WorkerProcess` runs them beside a window.
"""

from bifseg_core.energy.geodesic import backend_name, geodesic_distance
from bifseg_core.energy.graphcut import GraphCutProblem, energy, minimise, pairwise, unary
from bifseg_core.worker import InProcess, Runner, WorkerProcess

__all__ = [
    "GraphCutProblem",
    "InProcess",
    "Runner",
    "WorkerProcess",
    "backend_name",
    "energy",
    "geodesic_distance",
    "minimise",
    "pairwise",
    "unary",
]
