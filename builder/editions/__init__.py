"""Published states of the site against one another: what changed, and why."""
