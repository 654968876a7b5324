"""gongshi (公示): from a folder of Excel returns to a published, traceable evaluation."""
