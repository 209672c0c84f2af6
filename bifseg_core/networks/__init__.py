"""Networks that split into frozen features and a small classifier."""
