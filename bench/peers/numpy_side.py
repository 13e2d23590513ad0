"""The same work in NumPy by hand, one thread. Prints name, microseconds (median of blocks).

    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 /usr/bin/python3 bench/peers/numpy_side.py
"""
import numpy as np

from clock import clock


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def make(sizes, batch, kind):
    r = np.random.default_rng(1)
    w = [r.standard_normal((m, n)) / np.sqrt(m) for m, n in zip(sizes, sizes[1:])]
    b = [np.zeros(n) for n in sizes[1:]]
    x = r.standard_normal((batch, sizes[0]))
    if kind == "ce":
        y = np.eye(sizes[-1])[r.integers(0, sizes[-1], batch)]
    elif kind == "bce":
        y = r.integers(0, 2, (batch, sizes[-1])).astype(float)
    else:
        y = r.standard_normal((batch, sizes[-1]))

    def step():
        h = x @ w[0] + b[0]
        h = np.tanh(h) if kind == "mse" else sigmoid(h)
        z = h @ w[1] + b[1]
        if kind == "mse":
            d = (z - y) / batch
            cost = 0.5 * np.sum((z - y) ** 2) / batch
        elif kind == "bce":
            d = (sigmoid(z) - y) / batch
            cost = np.mean(np.logaddexp(0, z) - y * z)
        else:
            s = z - z.max(axis=1, keepdims=True)
            e = np.exp(s)
            total = e.sum(axis=1, keepdims=True)
            d = (e / total - y) / batch
            cost = np.mean(np.log(total[:, 0]) - np.sum(y * s, axis=1))
        back = d @ w[1].T * (1 - h * h if kind == "mse" else h * (1 - h))
        return cost, x.T @ back, back.sum(axis=0), h.T @ d, d.sum(axis=0)

    return step


print("# numpy", np.__version__)
size = 768
a = np.random.default_rng(0).standard_normal((size, size))
print("# dgemm GFLOP/s %.1f (about 5 means that there is no OpenBLAS)" % (2 * size ** 3 / clock(lambda: a @ a) / 1e3))
for sizes, kind in (((1, 10, 1), "mse"), ((2, 30, 1), "bce"), ((784, 30, 10), "ce"), ((784, 128, 10), "ce")):
    for batch in (1, 256):
        print("step", "-".join(map(str, sizes)), batch, "%.3f" % clock(make(sizes, batch, kind)), flush=True)

n = 1_000_000
z = np.linspace(-30, 30, n)
y = np.ones(n)
block = 4096


def both():
    for i in range(0, n, block):
        t = (2 * y[i:i + block] - 1) * z[i:i + block]
        e = np.exp(-np.abs(t))
        f = np.maximum(-t, 0) + np.log1p(e)
        g = -(2 * y[i:i + block] - 1) * np.where(t >= 0, e, 1) / (1 + e)
    return f, g


print("curve f-and-slope", n, "%.3f" % clock(both), flush=True)
