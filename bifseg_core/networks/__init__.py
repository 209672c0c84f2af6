"""Networks that split into frozen features and a small classifier (METHOD section 3)."""
