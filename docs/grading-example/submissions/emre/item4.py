#!/usr/bin/python3
import json
import math
import sys


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def layer(w, b, a):
    return [sigmoid(sum(wjk * ak for wjk, ak in zip(row, a)) + bj) for row, bj in zip(w, b)]


def backward(net, x, y):
    a2 = layer(net["w2"], net["b2"], x)
    a3 = layer(net["w3"], net["b3"], a2)
    d3 = [a - t for a, t in zip(a3, y)]
    d2 = [sum(d * row[k] for d, row in zip(d3, net["w3"])) for k in range(3)]
    return {"w2": [[d * v for v in x] for d in d2], "b2": d2, "w3": [[d * v for v in a2] for d in d3], "b3": d3}


def mean(parts):
    return [mean(p) for p in zip(*parts)] if isinstance(parts[0], list) else sum(parts) / len(parts)


for line in sys.stdin:
    point = json.loads(line)
    each = [backward(point, x, y) for x, y in zip(point["x"], point["y"])]
    print(json.dumps({"gradient": {name: mean([g[name] for g in each]) for name in each[0]}}))
