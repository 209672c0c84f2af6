"""Opens the window: `python main.py [IMAGE] [--device auto|cpu|cuda] [--demo FOLDER]`."""

import multiprocessing
import time

if __name__ == "__main__":
    multiprocessing.freeze_support()
    started = time.monotonic()

    from app.application import main
    from app.leaving import leave

    leave(main(started=started))
