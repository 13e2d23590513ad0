"""The same work in PyTorch, one thread, double precision. Prints name, microseconds (median of blocks).

    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 /usr/bin/python3 bench/peers/torch_side.py
"""
import time

import torch

from clock import clock

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def network(sizes, hidden):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(torch.nn.Linear(sizes[i], sizes[i + 1]))
        if i + 2 < len(sizes):
            layers.append(hidden())
    return torch.nn.Sequential(*layers)


def data(sizes, batch, kind):
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(batch, sizes[0], generator=generator)
    if kind == "mse":
        return x, torch.randn(batch, sizes[-1], generator=generator)
    if kind == "bce":
        return x, torch.randint(0, 2, (batch, sizes[-1]), generator=generator).double()
    return x, torch.randint(0, sizes[-1], (batch,), generator=generator)


LOSSES = {"mse": torch.nn.MSELoss(), "bce": torch.nn.BCEWithLogitsLoss(), "ce": torch.nn.CrossEntropyLoss()}
NETS = [((1, 10, 1), torch.nn.Tanh, "mse"), ((2, 30, 1), torch.nn.Sigmoid, "bce"),
        ((784, 30, 10), torch.nn.Sigmoid, "ce"), ((784, 128, 10), torch.nn.Sigmoid, "ce")]


def steps():
    for sizes, hidden, kind in NETS:
        for batch in (1, 256):
            net = network(sizes, hidden)
            x, y = data(sizes, batch, kind)
            loss = LOSSES[kind]

            def step():
                for p in net.parameters():
                    p.grad = None
                loss(net(x), y).backward()

            print("step", "-".join(map(str, sizes)), batch, "%.3f" % clock(step), flush=True)


def checks():
    for sizes, hidden, kind in NETS:
        net = network(sizes, hidden)
        x, y = data(sizes, 8, kind)
        loss = LOSSES[kind]
        names = [n for n, _ in net.named_parameters()]
        values = tuple(p.detach().clone().requires_grad_() for p in net.parameters())

        def cost(*theta):
            a = x
            for i in range(0, len(theta), 2):
                a = torch.nn.functional.linear(a, theta[i], theta[i + 1])
                if i + 2 < len(theta):
                    a = torch.tanh(a) if hidden is torch.nn.Tanh else torch.sigmoid(a)
            return loss(a, y)

        def check():
            assert torch.autograd.gradcheck(cost, values), names

        start = time.process_time()
        check()
        once = time.process_time() - start
        print("gradcheck", "-".join(map(str, sizes)), 8, "%.3f" % (once * 1e6 if once > 1 else clock(check)), flush=True)


def curve():
    n = 1_000_000
    z = torch.linspace(-30, 30, n).requires_grad_()
    y = torch.ones(n)

    def both():
        z.grad = None
        torch.nn.functional.softplus(-(2 * y - 1) * z).sum().backward()

    print("curve f-and-slope", n, "%.3f" % clock(both), flush=True)


print("# torch", torch.__version__, "threads", torch.get_num_threads())
size = 768
a = torch.randn(size, size)
print("# dgemm GFLOP/s %.1f (about 5 means that there is no OpenBLAS)" % (2 * size ** 3 / clock(lambda: a @ a) / 1e3))
steps()
curve()
checks()
