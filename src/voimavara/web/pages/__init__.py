"""One module a page: what it shows, worked out from the snapshot; the templates only lay it out."""
