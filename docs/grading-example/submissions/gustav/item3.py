#!/usr/bin/python3
import json
import sys

for line in sys.stdin:
    point = json.loads(line)
    (w, b), (x, t) = point["parameters"], point["inputs"]
    r = w * x + b - t
    print(json.dumps({"gradient": [2 * r * x, 2 * r]}))
