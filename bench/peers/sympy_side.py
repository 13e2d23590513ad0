"""The questions of a file of requests, asked of SymPy: id, microseconds of processor time, answer.

    /usr/bin/python3 bench/peers/sympy_side.py bench/steps.jsonl
    /usr/bin/python3 bench/peers/sympy_side.py --once 'f' 'var' 'claimed'     # one step, for the time of a whole process
"""
import json
import statistics
import sys
import time

import sympy
from sympy.core.cache import clear_cache

REPEATS = 5


def read(text):
    letters = {c: sympy.Symbol(c, real=True) for c in "abckmpqrsvwxyz"}
    letters["sigmoid"] = lambda t: 1 / (1 + sympy.exp(-t))
    letters["e"] = sympy.E
    return sympy.sympify(text.replace("^", "**"), locals=letters)


def derivative(r):
    f, claimed, by = read(r["function"]), read(r["claimed"]), read(r["var"])
    return sympy.simplify(sympy.diff(f, by) - claimed) == 0


def limit(r):
    to = r["to"]
    point = {"oo": sympy.oo, "-oo": -sympy.oo}.get(to)
    found = sympy.limit(read(r["expr"]), read(r["var"]), read(to.rstrip("+-")) if point is None else point,
                        "-" if to.endswith("-") else "+")
    return sympy.simplify(found - read(r["claimed"])) == 0


ASK = {"derivative": derivative, "limit": limit}

if sys.argv[1] == "--once":
    print(derivative(dict(zip(("function", "var", "claimed"), sys.argv[2:]))))
else:
    for line in open(sys.argv[1]):
        request = json.loads(line)
        times = []
        for _ in range(REPEATS):
            clear_cache()  # every question is a new one
            start = time.process_time()
            answer = ASK[request["op"]](request)
            times.append(time.process_time() - start)
        print(request["id"], "%.1f" % (statistics.median(times) * 1e6), answer, flush=True)
