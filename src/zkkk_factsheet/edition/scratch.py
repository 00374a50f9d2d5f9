"""Where the second process of a run may lay what it needs for a while."""

import os
from pathlib import Path


def scratch_folder(output: Path) -> Path:
    """A folder of this process's own in the output folder, which another run may clear.

    Its name is one that ``publishing.recover`` takes for rubbish of a run that died.
    """
    return output / f".zkkk-scratch-{os.getpid()}.new"
