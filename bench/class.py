#!/usr/bin/env python3
"""Writes an assignment of ten formula items and a class that answers it, and measures how it is graded.

    bench/class.py DIR [STUDENTS [SEED]]     writes DIR (a thousand students)
    bench/class.py --run DIR                 grades it with two threads and with one, in Markdown

Every answer is a right derivative, some with a slip, rewritten at random (terms and factors in another order,
multiplied out, functions spelled by others, fractions taken apart or put together) and written as plain text or as
LaTeX, in a yaml file or a document. DIR/expected.csv has the points that every answer deserves, found by evaluating
it in floating point; the marks are held against them, and the files of the two runs against each other.
"""
import cmath
import csv
import filecmp
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import time

# ---- expressions: numbers, names, ('+', …), ('*', …), ('/', a, b), ('^', a, b), ('-', a), and functions (name, a)

FUNCTIONS = {
    "σ": lambda z: 1 / (1 + cmath.exp(-z)), "exp": cmath.exp, "log": cmath.log, "sqrt": cmath.sqrt,
    "tanh": cmath.tanh, "sinh": cmath.sinh, "cosh": cmath.cosh,
}


def add(*xs):
    return ("+", *xs)


def mul(*xs):
    return ("*", *xs)


def div(a, b):
    return ("/", a, b)


def power(a, b):
    return ("^", a, b)


def neg(a):
    return ("-", a)


def minus(a, b):
    return add(a, neg(b))


def call(f):
    return lambda a: (f, a)


S, E, TANH, COSH, SINH, SQRT = map(call, ("σ", "exp", "tanh", "cosh", "sinh", "sqrt"))
HALF = div(1, 2)
SIGNED = minus(mul(2, "y"), 1)

ITEMS = [  # the function, by what, its derivative
    ("-log σ((2y-1)z)", "z", neg(mul(SIGNED, S(neg(mul(SIGNED, "z")))))),
    ("(w*x + b - t)^2", "w", mul(2, "x", add(mul("w", "x"), "b", neg("t")))),
    ("log(1 + e^(-m))", "m", minus(S("m"), 1)),
    ("z tanh z", "z", add(TANH("z"), mul("z", minus(1, power(TANH("z"), 2))))),
    ("z σ(z)", "z", add(S("z"), mul("z", S("z"), minus(1, S("z"))))),
    ("-(y log a + (1-y) log(1-a))", "a", div(minus("a", "y"), mul("a", minus(1, "a")))),
    ("e^(-z^2/2)", "z", neg(mul("z", E(neg(div(power("z", 2), 2)))))),
    ("sqrt(1 + u^2) - 1", "u", div("u", SQRT(add(1, power("u", 2))))),
    ("log(e^a_1 + e^a_2)", "a_1", div(E("a_1"), add(E("a_1"), E("a_2")))),
    ("(σ(z) - y)^2/2", "z", mul(minus(S("z"), "y"), S("z"), minus(1, S("z")))),
]


def value(e, at):
    if isinstance(e, (int, float)):
        return e
    if isinstance(e, str):
        return at[e]
    op, *args = e
    args = [value(a, at) for a in args]
    if op == "+":
        return sum(args)
    if op == "*":
        return math.prod(args)
    if op == "/":
        return args[0] / args[1]
    if op == "^":
        return args[0] ** args[1]
    return -args[0] if op == "-" else FUNCTIONS[op](args[0])


def size(e):
    return 1 + sum(map(size, e[1:])) if isinstance(e, tuple) else 1


# ---- rewriting: each rule gives an equal expression, or None where it does not fit

def flat(op, xs):
    return [y for x in xs for y in (x[1:] if isinstance(x, tuple) and x[0] == op else [x])]


def shuffled(e, rnd):
    if isinstance(e, tuple) and e[0] in "+*":
        xs = flat(e[0], e[1:])
        rnd.shuffle(xs)
        return (e[0], *xs)


def distributed(e, rnd):
    if isinstance(e, tuple) and e[0] == "*":
        xs = flat("*", e[1:])
        sums = [i for i, x in enumerate(xs) if isinstance(x, tuple) and x[0] == "+"]
        if sums:
            i = rnd.choice(sums)
            rest = xs[:i] + xs[i + 1:]
            return add(*(mul(*rest, t) if rest else t for t in xs[i][1:]))


def factored(e, rnd):
    if isinstance(e, tuple) and e[0] == "+":
        terms = flat("+", e[1:])
        factors = [flat("*", [t]) for t in terms]
        common = [f for f in factors[0] if f != 1 and all(f in g for g in factors)]
        if common:
            f = rnd.choice(common)
            rest = []
            for g in factors:
                g = list(g)
                g.remove(f)
                rest.append(mul(*g) if len(g) > 1 else g[0] if g else 1)
            return mul(f, add(*rest))


def sign_moved(e, rnd):
    if isinstance(e, tuple) and e[0] == "-":
        x = e[1]
        if isinstance(x, tuple):
            if x[0] == "-":
                return x[1]
            if x[0] == "+":
                return add(*map(neg, x[1:]))
            if x[0] == "*":
                i = rnd.randrange(1, len(x))
                return (*x[:i], neg(x[i]), *x[i + 1:])
            if x[0] == "/":
                return div(neg(x[1]), x[2])
    if isinstance(e, tuple) and e[0] == "+" and rnd.random() < 0.4:
        return neg(add(*map(neg, e[1:])))


def fraction(e, rnd):
    if isinstance(e, tuple) and e[0] == "/":
        a, b = e[1], e[2]
        choice = rnd.randrange(4)
        if choice == 0 and isinstance(a, tuple) and a[0] == "+":
            return add(*(div(t, b) for t in a[1:]))
        if choice == 1:
            return mul(a, power(b, -1))
        if choice == 2 and a != 1:
            return mul(a, div(1, b))
        k = rnd.choice([2, 3, 5])
        return div(mul(k, a), mul(k, b))
    if isinstance(e, tuple) and e[0] == "*":
        xs = flat("*", e[1:])
        below = [x for x in xs if isinstance(x, tuple) and x[0] == "/"]
        if below:
            d = rnd.choice(below)
            xs.remove(d)
            return div(mul(d[1], *xs) if xs else d[1], d[2])


def square(e, rnd):
    if isinstance(e, tuple) and e[0] == "^" and e[2] == 2:
        return mul(e[1], e[1])
    if isinstance(e, tuple) and e[0] == "+" and len(e) == 3 and e[1] == 1:  # 1 - f^2 = (1-f)(1+f)
        t = e[2]
        if isinstance(t, tuple) and t[0] == "-" and isinstance(t[1], tuple) and t[1][0] == "^" and t[1][2] == 2:
            return mul(minus(1, t[1][1]), add(1, t[1][1]))


def spelled(e, rnd):
    """Functions by other functions."""
    if not isinstance(e, tuple):
        return None
    if e[0] == "+" and len(e) == 3:
        for a, b in ((e[1], e[2]), (e[2], e[1])):
            if a == 1 and isinstance(b, tuple) and b[0] == "-" and isinstance(b[1], tuple):
                if b[1][0] == "σ":
                    return S(neg(b[1][1]))
                if b[1][0] == "^" and isinstance(b[1][1], tuple) and b[1][1][0] == "tanh" and b[1][2] == 2:
                    return div(1, power(COSH(b[1][1][1]), 2))
    z = e[1]
    match e[0]:
        case "σ":
            return rnd.choice([div(1, add(1, E(neg(z)))), div(E(z), add(1, E(z))), minus(1, S(neg(z))),
                               mul(HALF, add(1, TANH(div(z, 2))))])
        case "tanh":
            return rnd.choice([div(SINH(z), COSH(z)), minus(mul(2, S(mul(2, z))), 1), neg(TANH(neg(z))),
                               div(minus(E(z), E(neg(z))), add(E(z), E(neg(z)))),
                               div(minus(E(mul(2, z)), 1), add(E(mul(2, z)), 1))])
        case "cosh":
            return div(add(E(z), E(neg(z))), 2)
        case "sqrt":
            return power(z, HALF)
        case "exp":
            return div(1, E(neg(z)))
    return None


RULES = [shuffled, shuffled, shuffled, distributed, factored, sign_moved, fraction, square, spelled, spelled]


def places(e, path=()):
    yield path, e
    if isinstance(e, tuple):
        for i, x in enumerate(e[1:], 1):
            yield from places(x, path + (i,))


def put(e, path, x):
    return x if not path else (*e[:path[0]], put(e[path[0]], path[1:], x), *e[path[0] + 1:])


def rewritten(e, rnd, steps):
    """So many rules applied, at most, each at a random place."""
    for _ in range(40 * steps):
        if steps <= 0:
            break
        path, x = rnd.choice(list(places(e)))
        y = rnd.choice(RULES)(x, rnd)
        if y is not None and y != x and size(put(e, path, y)) <= 60:
            e = put(e, path, y)
            steps -= 1
    return e


# ---- slips: what goes wrong in homework, at a random place

def slipped(e, rnd):
    spots = list(places(e))
    for _ in range(100):
        path, x = rnd.choice(spots)
        y = slip(x, rnd)
        if y is not None and y != x:
            return put(e, path, y)
    return neg(e)


def slip(x, rnd):
    if isinstance(x, (int, float)):
        return None
    if isinstance(x, str):
        return rnd.choice([neg(x), mul(2, x), power(x, 2)])
    match x[0]:
        case "-":
            return x[1]
        case "+" if len(x) > 2:
            i = rnd.randrange(1, len(x))
            return rnd.choice([(*x[:i], *x[i + 1:]) if len(x) > 3 else x[3 - i], (*x[:i], neg(x[i]), *x[i + 1:])])
        case "*" if len(x) > 2:
            i = rnd.randrange(1, len(x))
            return (*x[:i], *x[i + 1:]) if len(x) > 3 else x[3 - i]
        case "/":
            return rnd.choice([x[1], div(x[2], x[1]), mul(x[1], x[2])])
        case "^":
            return rnd.choice([x[1], power(x[1], 3)])
        case "σ":
            return rnd.choice([minus(1, x), mul(x, minus(1, x)), E(x[1])])
        case "exp" | "cosh" | "sinh" | "tanh" | "sqrt":
            return rnd.choice([neg(x), x[1]]) if x[0] != "cosh" else SINH(x[1])
    return None


# ---- writing

def plain(e, rnd, above=0):
    """Plain text; binds 1 in a sum, 2 in a product, 3 below a minus or a quotient, 4 in a power."""
    if not isinstance(e, tuple):
        return str(e) if not (isinstance(e, int) and e < 0) else f"({e})"
    op = e[0]
    if op == "+":
        text = plain(e[1], rnd, 1)
        for t in e[2:]:
            negative = isinstance(t, tuple) and t[0] == "-"
            text += (" - " if negative else " + ") + (plain(t[1], rnd, 2) if negative else plain(t, rnd, 2))
        binds = 1
    elif op == "*":
        text = "*".join(plain(x, rnd, 3) for x in e[1:])
        binds = 2
    elif op == "/":
        text = f"{plain(e[1], rnd, 3)}/{plain(e[2], rnd, 4)}"
        binds = 2
    elif op == "-":
        text = "-" + plain(e[1], rnd, 2)
        binds = 1
    elif op == "^":
        return f"{plain(e[1], rnd, 5)}^{plain(e[2], rnd, 5)}" if above < 5 else f"({plain(e, rnd)})"
    elif op == "exp":
        return f"exp({plain(e[1], rnd)})" if rnd.random() < 0.5 or above > 4 else f"e^({plain(e[1], rnd)})"
    elif op == "σ":
        return f"{rnd.choice(['σ', 'sigmoid'])}({plain(e[1], rnd)})"
    else:
        return f"{op}({plain(e[1], rnd)})"
    return f"({text})" if above > binds else text


def latex(e, rnd, above=0):
    if not isinstance(e, tuple):
        return f"({e})" if isinstance(e, int) and e < 0 else str(e)
    op = e[0]
    if op == "+":
        text = latex(e[1], rnd, 1)
        for t in e[2:]:
            negative = isinstance(t, tuple) and t[0] == "-"
            text += (" - " if negative else " + ") + (latex(t[1], rnd, 2) if negative else latex(t, rnd, 2))
        binds = 1
    elif op == "*":
        factors = [latex(x, rnd, 3) for x in e[1:]]
        sign = rnd.choice([" \\cdot ", " \\cdot ", "\\,", " "])
        text = factors[0]
        for x in factors[1:]:
            text += (" \\cdot " if x[0].isdigit() else sign) + x  # a number behind a factor would be read with it
        binds = 2
    elif op == "/":
        return f"\\frac{{{latex(e[1], rnd)}}}{{{latex(e[2], rnd)}}}" if above < 5 else f"\\left({latex(e, rnd)}\\right)"
    elif op == "-":
        text = "-" + latex(e[1], rnd, 2)
        binds = 1
    elif op == "^":
        return f"{latex(e[1], rnd, 5)}^{{{str(e[2]) if isinstance(e[2], int) else latex(e[2], rnd)}}}" if above < 5 else f"\\left({latex(e, rnd)}\\right)"
    elif op == "exp":
        return f"e^{{{latex(e[1], rnd)}}}" if above < 5 else f"\\left({latex(e, rnd)}\\right)"
    elif op == "sqrt":
        return f"\\sqrt{{{latex(e[1], rnd)}}}"
    elif op == "σ":
        return f"\\sigma({latex(e[1], rnd)})"
    else:
        return f"\\{op}({latex(e[1], rnd)})"
    brackets = rnd.choice([("(", ")"), ("\\left(", "\\right)")])
    return brackets[0] + text + brackets[1] if above > binds else text


# ---- what an answer deserves

def points(rnd):
    return [{"z": rnd.uniform(-2, 2), "a": rnd.uniform(0.1, 0.9), "y": rnd.choice([0, 1]), **{
        n: rnd.uniform(0.3, 2) * rnd.choice([-1, 1]) for n in ("w", "x", "b", "t", "m", "u", "a_1", "a_2")}} for _ in range(12)]


def deserves(answer, key, at):
    """1 if right, 1/2 if right up to a simple constant factor, the sign among them, else 0; None where it can't be said."""
    try:
        got, want = [value(answer, p) for p in at], [value(key, p) for p in at]
    except (ZeroDivisionError, OverflowError, ValueError):
        return None
    if any(abs(complex(v).imag) > 1e-12 for v in got):
        return None
    off = max(abs(g - w) / (1 + abs(w)) for g, w in zip(got, want))
    if off < 1e-9:
        return "1"
    if off < 1e-4:
        return None
    ratios = [complex(g / w).real for g, w in zip(got, want) if abs(w) > 1e-9]
    if max(ratios) - min(ratios) < 1e-9 and abs(ratios[0]) > 1e-9:
        return "0.5" if any(abs(ratios[0] * d - round(ratios[0] * d)) < 1e-9 for d in range(1, 13)) else None
    return "0"


def answer(item, rnd, at):
    key = ITEMS[item][2]
    while True:
        right = rewritten(key, rnd, rnd.randint(1, 10))
        mine = right if rnd.random() < 0.7 else rewritten(slipped(right, rnd), rnd, rnd.randint(0, 3))
        deserved = deserves(mine, key, at)
        if deserved is not None:
            return mine, deserved


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def submission(path, answers, rnd):
    """A yaml file of plain text and LaTeX, or a document."""
    if rnd.random() < 0.6:
        with open(path + ".yaml", "w", encoding="utf-8") as out:
            for i, e in enumerate(answers, 1):
                out.write(f"{i}: {quoted(plain(e, rnd) if rnd.random() < 0.6 else '$' + latex(e, rnd) + '$')}\n")
    else:
        with open(path + ".md", "w", encoding="utf-8") as out:
            for i, e in enumerate(answers, 1):
                out.write(f"## Problem {i}\n\n$${latex(e, rnd)}$$\n\n")


def main(folder, students, seed):
    rnd = random.Random(seed)
    at = points(rnd)
    os.makedirs(os.path.join(folder, "submissions"), exist_ok=True)
    with open(os.path.join(folder, "assignment.md"), "w", encoding="utf-8") as out:
        out.write("---\ngradus:\n  assignment: Ten gradients\n  let: z real; 0 < a < 1; y in {0,1}\n  feedback: counterexample\n  items:\n")
        for i, (f, by, _) in enumerate(ITEMS, 1):
            out.write(f"    - {{id: {i}, points: 1, function: {quoted(f)}, by: {by}, partial: {{sign: 1/2, factor: 1/2}}}}\n")
        out.write("---\n")
    different = set()
    with open(os.path.join(folder, "expected.csv"), "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["student", *range(1, len(ITEMS) + 1)])
        for s in range(students):
            answers, deserved = zip(*(answer(i, rnd, at) for i in range(len(ITEMS))))
            different.update(enumerate(answers))
            name = f"student-{s:04}"
            submission(os.path.join(folder, "submissions", name), answers, rnd)
            table.writerow([name, *deserved])
    print(f"{students} submissions, {len(different)} different answers")


# ---- measuring

def graded(folder, threads):
    """Grades from nothing; wall and processor time in seconds, most memory so far in MB."""
    out = os.path.join(folder, f"grades-{threads}")
    shutil.rmtree(out, ignore_errors=True)
    gradus = os.environ.get("GRADUS", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gradus"))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([gradus, "grade", os.path.join(folder, "assignment.md"), os.path.join(folder, "submissions"), "--out", out,
                    "--threads", str(threads)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss >> 10


def table(path):
    with open(path, encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def same(a, b):
    c = filecmp.dircmp(a, b, ignore=[], hide=[])
    return not (c.left_only or c.right_only or filecmp.cmpfiles(a, b, c.common_files, shallow=False)[1]) and all(
        same(os.path.join(a, d), os.path.join(b, d)) for d in c.common_dirs)


def run(folder):
    runs = [graded(folder, threads) for threads in (2, 1)]
    print("| threads | seconds | processor seconds | most memory so far, MB |\n| --- | --- | --- | --- |")
    for threads, (_, wall, cpu, memory) in zip((2, 1), runs):
        print(f"| {threads} | {wall:.1f} | {cpu:.1f} | {memory} |")
    expected, got = table(os.path.join(folder, "expected.csv")), table(os.path.join(runs[0][0], "grades.csv"))
    cells = [(expected[s][str(i)], got[s][str(i)]) for s in expected for i in range(1, len(ITEMS) + 1)]
    print(f"\n{len(cells)} answers: {sum(b == '?' for _, b in cells)} open, {sum(b != '?' and float(a) != float(b) for a, b in cells)}"
          f" not as expected; the files of the two runs are {'the same' if same(runs[0][0], runs[1][0]) else 'DIFFERENT'}")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[2:] if a.isdigit()]
    if len(sys.argv) == 3 and sys.argv[1] == "--run":
        run(sys.argv[2])
    elif 2 <= len(sys.argv) <= 4 and not sys.argv[1].startswith("-") and len(numbers) == len(sys.argv) - 2:
        main(sys.argv[1], *(numbers + [1000, 1][len(numbers):]))
    else:
        sys.exit(__doc__)
