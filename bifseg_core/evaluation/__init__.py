"""Judging segmentation methods: datasets, the robot user, measures, statistics, the commands."""
