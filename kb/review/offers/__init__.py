"""A study extracted once, offered to every indication whose question it fits, and put to use there."""
