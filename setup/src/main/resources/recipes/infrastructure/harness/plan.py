"""Makes a Terraform plan of a file's folder and adds up what it would cost an hour. Nothing is applied.

Usage: plan.py MAIN_TF    prices.tsv beside this file: type of resource, attribute, value, dollars an hour, vCPUs, GB.
A resource counts by the row whose attribute has its value; a type whose only row has `-` counts by itself. A planned resource
without a row ends the run without a number: what has no price is not free."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def terraform(place, *arguments):
    environment = {**os.environ, "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "TF_DATA_DIR": str(place / ".terraform"),
                   "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run(["terraform", *arguments], cwd=place, env=environment, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        print(done.stdout[-2000:], file=sys.stderr)
        sys.exit(f"terraform {arguments[0]} failed")
    return done.stdout


def prices():
    table = {}
    for line in (HERE / "prices.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, attribute, value, dollars, cpus, memory = line.split("\t")
            table.setdefault(kind, []).append((attribute, value, float(dollars), float(cpus), float(memory)))
    return table


def row(table, kind, values):
    for attribute, value, *figures in table.get(kind, []):
        found = values
        for part in attribute.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if attribute == "-" or str(found) == value:
            return figures
    return None


def resources(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def main():
    if not shutil.which("terraform"):
        print("terraform is not installed: https://developer.hashicorp.com/terraform/install", file=sys.stderr)
        sys.exit(69)
    source = pathlib.Path(sys.argv[1]).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        for file in [*source.glob("*.tf"), *source.glob("*.tfvars"), *source.glob(".terraform.lock.hcl")]:
            shutil.copy(file, place)
        terraform(place, "init", "-backend=false", "-no-color")
        terraform(place, "plan", "-refresh=false", "-lock=false", "-no-color", "-out=plan")
        plan = json.loads(terraform(place, "show", "-json", "plan"))
    table, totals = prices(), [0.0, 0.0, 0.0]
    planned = list(resources(plan["planned_values"]["root_module"]))
    if not planned:
        sys.exit("the plan has no resources")
    for resource in planned:
        if resource["mode"] != "managed":
            continue
        figures = row(table, resource["type"], resource["values"])
        if figures is None:
            sys.exit(f"{resource['address']} has no row in prices.tsv")
        totals = [total + figure for total, figure in zip(totals, figures)]
    print("METRIC cost_per_hour=%.6f\nMETRIC vcpus=%g\nMETRIC memory_gb=%g" % tuple(totals))


main()
