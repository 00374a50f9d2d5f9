"""``python -m zkkk_factsheet`` is ``zkkk``."""

from zkkk_factsheet.cli import main

if __name__ == "__main__":
    main()
