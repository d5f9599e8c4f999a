"""Runs the `run:` steps of a workflow, each job in a fresh copy of the project, and prints how long the longest chain of jobs
takes: a job starts when all that it needs are done. Steps that only use an action are left out.

Reads the YAML that workflows are usually written in: blocks, `needs` as a name or a list, `run` on one line or as a block."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time


def jobs(path):
    found, lines, i, inside = {}, pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 0, False
    name = depth = None
    while i < len(lines):
        line, indent = lines[i], len(lines[i]) - len(lines[i].lstrip())
        i += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent == 0:
            inside = line.strip() == "jobs:"
            depth = None
        elif inside:
            depth = depth or indent
            if indent == depth:
                name = line.strip().rstrip(":")
                found[name] = {"needs": [], "steps": []}
                continue
            needs = re.match(r"\s*needs:\s*\[?([\w\-, ]*)\]?", line)
            if needs:
                found[name]["needs"] = [need for need in re.split(r"[,\s]+", needs[1]) if need]
                while not needs[1].strip() and i < len(lines) and (item := re.match(r"\s*-\s*([\w-]+)\s*$", lines[i])):
                    found[name]["needs"].append(item[1])
                    i += 1
            step = re.match(r"(\s*(?:- )?\s*)run:\s*(.*)", line)
            if step and step[2] not in ("|", "|-", ">", ">-"):
                found[name]["steps"].append(step[2].strip("'\""))
            elif step:
                block = []
                while i < len(lines) and (not lines[i].strip() or len(lines[i]) - len(lines[i].lstrip()) > len(step[1])):
                    block.append(lines[i].strip())
                    i += 1
                found[name]["steps"].append((" " if step[2].startswith(">") else "\n").join(block).strip())
    return found


def took(name, job):
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place, "project")
        shutil.copytree(".", copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".autoresearch"))
        start = time.perf_counter()
        for step in job["steps"]:
            done = subprocess.run(["sh", "-e", "-c", step], cwd=copy, stdout=sys.stderr)
            if done.returncode:
                sys.exit(f"{name}: the step failed: {step}")
        return time.perf_counter() - start


workflow = jobs(sys.argv[1])
steps = {line.strip() for job in workflow.values() for step in job["steps"] for line in step.splitlines()}
with open(pathlib.Path(__file__).parent / "required-steps.txt", encoding="utf-8") as file:
    for line in map(str.strip, file):
        if line and not line.startswith("#") and line not in steps:
            sys.exit(f"no step runs: {line}")
end, left = {}, dict(workflow)
while left:
    ready = [name for name, job in left.items() if all(need in end for need in job["needs"])]
    if not ready:
        sys.exit(f"these jobs wait for each other or for one that is missing: {', '.join(left)}")
    for name in ready:
        job = left.pop(name)
        end[name] = max([end[need] for need in job["needs"]], default=0) + took(name, job)
print(f"METRIC pipeline_duration_s={max(end.values(), default=0):.3f}")
