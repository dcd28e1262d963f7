"""The text of a job ad, and what it asks. Pure."""
