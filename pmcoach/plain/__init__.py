"""The whole assessment as plain numbered prompts, for screen readers, dumb terminals and pipes.

A front end beside the screens: it asks and tells, and everything else is done by ``coach``.
"""
