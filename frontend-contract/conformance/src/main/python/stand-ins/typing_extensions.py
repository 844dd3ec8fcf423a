"""What this backports is in the standard library here."""
from typing import *  # noqa: F403
from typing import Annotated, NotRequired, Self  # noqa: F401
