"""Chapters: their texts, their questions, and how far a learner has come."""
