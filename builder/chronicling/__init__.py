"""What a site tells of its editions, brought together from results, branch and history."""
