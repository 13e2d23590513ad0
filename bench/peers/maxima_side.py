"""The questions of a file of requests, asked of Maxima: id, microseconds of run time, answer.

    /usr/bin/python3 bench/peers/maxima_side.py bench/steps.jsonl

Its clock has steps of 10 ms, so that every question is repeated many times. With 'exponentialize' it decides all steps of
steps.jsonl; without, it leaves open those with tanh.
"""
import json
import re
import subprocess
import sys

REPEATS = {"derivative": 2000, "limit": 200}


def maxima(text):
    return re.sub(r"\be\b", "%e", text)


def question(r):
    if r["op"] == "derivative":
        return "radcan(exponentialize(diff(%s,%s)-(%s)))" % (r["function"], r["var"], r["claimed"])
    to = {"oo": "inf", "-oo": "minf"}.get(r["to"], r["to"].rstrip("+-"))
    side = {"+": ",plus", "-": ",minus"}.get(r["to"][-1], "") if to not in ("inf", "minf") else ""
    return "radcan(limit(%s,%s,%s%s)-(%s))" % (maxima(r["expr"]), r["var"], to, side, maxima(r["claimed"]))


requests = [json.loads(line) for line in open(sys.argv[1])]
program = ["display2d:false$", "sigmoid(t):=1/(1+exp(-t))$"]
for r in requests:
    n = REPEATS[r["op"]]
    program.append('block([t:elapsed_run_time(),a], for i:1 thru %d do a:%s, printf(true,"@~a ~,1f ~a~%%",'
                   '"%s",(elapsed_run_time()-t)*1e6/%d,is(a=0)))$' % (n, question(r), r["id"], n))
out = subprocess.run(["maxima", "--very-quiet", "--batch-string=" + "".join(program)], capture_output=True, text=True,
                     timeout=1200).stdout
for line in out.splitlines():
    if line.startswith("@"):
        print(line[1:])
