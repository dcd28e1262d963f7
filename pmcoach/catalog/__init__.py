"""The content in memory: its models, the parsing of given text, and its linter. Pure."""
