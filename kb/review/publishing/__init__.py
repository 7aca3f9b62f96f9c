"""Publishing a review: what is still open, what really changed, the release and its appendix."""
