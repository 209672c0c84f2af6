"""What the user asks for, carried out: opening, segmenting, exporting."""
