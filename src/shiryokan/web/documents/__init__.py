"""What is done with documents that are there: the bin, collections."""
