"""From a description of data, or a file, to points."""
