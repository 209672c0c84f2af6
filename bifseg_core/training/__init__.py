"""Training: random scenes, instances of labelled images, a simulated user, the trainer."""
