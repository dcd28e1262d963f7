"""From gaps to a plan: which steps, in which order, in which weeks. Pure."""
