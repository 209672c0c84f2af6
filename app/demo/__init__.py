"""The self-playing sample: a hand of mouse events, a plan, and the story."""
