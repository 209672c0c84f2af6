"""What the window shows: the case with its history, and how it is being looked at."""
