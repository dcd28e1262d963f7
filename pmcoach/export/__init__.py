"""One Report value, written out as markdown or JSON. Pure."""
