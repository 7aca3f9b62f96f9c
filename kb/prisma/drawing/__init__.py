"""The flow as a picture: what is in its boxes, where they are, and the SVG of it."""
