"""From answers to levels: events and their fold, the next item, scoring, results. Pure."""
