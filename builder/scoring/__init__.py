"""From returns to marks, scorecards and standings; every function is pure and total."""
