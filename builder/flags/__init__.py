"""Red flags: conditions as data, raised by triggers against what came in and what was scored."""
