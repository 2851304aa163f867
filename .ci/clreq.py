#!/usr/bin/env python3
"""Reads a composition checker's findings: grid and glyphs must be right, the rest is printed."""
import json
import sys

MUST = {"baseline grid", ".notdef"}

results = json.load(open(sys.argv[1], encoding="utf-8"))["results"]
seen = {result["rule"] for result in results}
for result in results:
    print(f"{result['status']:4}  {result['rule']:34} {result['msg']}")
if not MUST <= seen:
    sys.exit(f"not measured: {MUST - seen}")
broken = [result["rule"] for result in results if result["rule"] in MUST and result["status"] == "FAIL"]
if broken:
    sys.exit(f"broken: {broken}")
