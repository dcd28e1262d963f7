"""pmcoach: a terminal coach for people who want to become product managers."""

__version__ = "0.1.0"
