"""Processor time of one step, for the peers: the median of blocks."""
import statistics
import time


def clock(step, seconds=1.5, blocks=7):
    """Microseconds of processor time that a call of step takes."""
    step()
    start = time.process_time()
    count = 0
    while time.process_time() - start < seconds / blocks:
        step()
        count += 1
    count = max(count, 1)
    times = []
    for _ in range(blocks):
        start = time.process_time()
        for _ in range(count):
            step()
        times.append((time.process_time() - start) / count)
    return statistics.median(times) * 1e6
