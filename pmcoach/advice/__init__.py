"""From a result and a context to argued advice: gaps, considerations, verdicts. Pure."""
