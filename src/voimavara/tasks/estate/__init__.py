"""The estate as of a day: from what the loads say to the snapshot of which the commands print parts."""
