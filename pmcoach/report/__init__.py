"""What there is to say about a profile: one model, its wording, and every small decision. Pure."""
