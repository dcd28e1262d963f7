"""The use cases: where clock, new ids, disk and the pure core meet. Front ends write through them."""
