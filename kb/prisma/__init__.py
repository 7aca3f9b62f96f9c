"""The PRISMA 2020 flow of a review, counted from its events and drawn."""
