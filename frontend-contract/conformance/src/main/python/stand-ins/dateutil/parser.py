"""Moments of RFC 3339, the only ones that the platform tells."""
from datetime import datetime

parse = datetime.fromisoformat
