#!/usr/bin/env python3
"""Writes an assignment of ten formula items and a class of submissions, each a file: bench/class.py DIR [STUDENTS].

The answers are right, right in another form, or wrong in one of the usual ways, a different mixture for everyone.
Then: time ./gradus grade DIR/assignment.md DIR/submissions --out DIR/grades
"""
import os
import random
import sys

ITEMS = [  # function, by, right answers, wrong answers
    ("-log σ((2y-1)z)", "z", ["σ(z) - y", "(1-2y) σ((1-2y)z)", "(1-2y)(1-σ((2y-1)z))"], ["y - σ(z)", "σ(z)", "(2y-1) σ((2y-1)z)"]),
    ("(w x + b - t)^2", "w", ["2 x (w x + b - t)", "2w x^2 + 2 x b - 2 x t"], ["2(w x + b - t)", "x (w x + b - t)"]),
    ("log(1 + e^(-m))", "m", ["-1/(1+e^m)", "σ(m) - 1", "-e^(-m)/(1+e^(-m))"], ["1/(1+e^m)", "-e^m/(1+e^m)"]),
    ("z tanh z", "z", ["tanh z + z (1 - tanh(z)^2)", "tanh z + z/cosh(z)^2"], ["1 - tanh(z)^2", "tanh z + z(1 + tanh(z)^2)"]),
    ("z σ(z)", "z", ["σ(z) + z σ(z)(1-σ(z))", "σ(z)(1 + z - z σ(z))"], ["σ(z)(1-σ(z))", "σ(z) + z"]),
    ("-(y log a + (1-y) log(1-a))", "a", ["(a-y)/(a(1-a))", "(1-y)/(1-a) - y/a"], ["(y-a)/(a(1-a))", "y/a - (1-y)/(1-a)"]),
    ("e^(-z^2/2)", "z", ["-z e^(-z^2/2)"], ["e^(-z^2/2)", "-2z e^(-z^2/2)", "z e^(-z^2/2)"]),
    ("sqrt(1 + u^2) - 1", "u", ["u/sqrt(1+u^2)", "u (1+u^2)^(-1/2)"], ["1/(2 sqrt(1+u^2))", "u/(1+u^2)"]),
    ("log(e^a_1 + e^a_2)", "a_1", ["e^a_1/(e^a_1+e^a_2)", "1/(1+e^(a_2-a_1))"], ["1/(e^a_1+e^a_2)", "e^a_2/(e^a_1+e^a_2)"]),
    ("(σ(z) - y)^2/2", "z", ["(σ(z)-y) σ(z)(1-σ(z))"], ["σ(z)-y", "(σ(z)-y) σ(z)", "2(σ(z)-y) σ(z)(1-σ(z))"]),
]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def main(folder, students):
    rnd = random.Random(1)
    os.makedirs(os.path.join(folder, "submissions"), exist_ok=True)
    with open(os.path.join(folder, "assignment.md"), "w", encoding="utf-8") as out:
        out.write("---\ngradus:\n  assignment: Ten gradients\n  let: z real; 0 < a < 1; y in {0,1}\n  feedback: counterexample\n  items:\n")
        for i, (f, by, _, _) in enumerate(ITEMS, 1):
            out.write(f"    - {{id: {i}, points: 1, function: {quoted(f)}, by: {by}, partial: {{sign: 1/2, factor: 1/2}}}}\n")
        out.write("---\n")
    for s in range(students):
        with open(os.path.join(folder, "submissions", f"student-{s:04}.yaml"), "w", encoding="utf-8") as out:
            for i, (_, _, right, wrong) in enumerate(ITEMS, 1):
                answer = rnd.choice(right) if rnd.random() < 0.7 else rnd.choice(wrong)
                # everyone writes it in a way of their own: the grader may not remember answers
                k = rnd.randint(2, 10**6)
                out.write(f"{i}: {quoted(f'({answer}) + {k} - {k}')}\n")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 1000)
