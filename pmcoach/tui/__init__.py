"""The screens. They show what coach/ says and tell it what the user did; nothing else."""
