"""Every reader of files from outside, given damaged ones: no crash, no hang, nothing lost silently."""
