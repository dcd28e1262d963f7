"""Everything on disk: where files lie, and every read and write of them."""
