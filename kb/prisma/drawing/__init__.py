"""The flow as a picture: what stands in its boxes, where they stand, and the SVG of it."""
