"""Interaction logic without Qt: how slices lie on the screen, and what a drag draws."""
