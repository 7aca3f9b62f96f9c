"""What differs between two states of a policy: records, conclusions, documents."""
