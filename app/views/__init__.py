"""What the window shows: slices, surfaces, panels, dialogs."""
