"""What a profile's events add up to: pure folds, and what follows from them."""
