"""Phoihop: coordination between Party bodies and State agencies in Vietnam, as a checked knowledge graph."""
