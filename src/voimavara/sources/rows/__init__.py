"""What is neutral to the kind of source: from a table of text to typed rows and those set aside."""
