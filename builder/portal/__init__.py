"""A portal over the sites of many counties, each of which was built by itself."""
