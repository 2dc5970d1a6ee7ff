"""The engine that works on objects in memory."""
