"""The content in memory: its models, its parser and its linter. Pure."""
