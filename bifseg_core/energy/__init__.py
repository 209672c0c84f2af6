"""The label update and the geodesic distance: what a round needs besides the network."""

from bifseg_core.energy.graphcut import GraphCutProblem, energy, minimise, pairwise, unary

__all__ = ["GraphCutProblem", "energy", "minimise", "pairwise", "unary"]
