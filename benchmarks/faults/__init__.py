"""The fault campaign: failing calls, kills and random histories against the program's data."""
