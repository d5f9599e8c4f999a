"""Applies a deployment to a cluster for tests and prints how long its pods took to be ready and what they ask for.

Uses the cluster of the current context if its name says that it is local (kind-, k3d-, minikube, docker-desktop), or the
one named in TEST_CONTEXT. Everything happens in a new namespace, which is deleted at the end.
With --cost after the file only the cost is computed, which needs no cluster."""
import json
import os
import re
import shutil
import subprocess
import sys
import time

TARGET = sys.argv[1]
CORE_HOUR, GIB_HOUR = 0.03, 0.004  # prices of what is asked for; yours may differ
LEAST_PODS = 2
UNITS = {"": 1, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def kubectl(*arguments, **more):
    done = subprocess.run(["kubectl", *arguments], text=True, stdout=subprocess.PIPE, **more)
    if done.returncode:
        sys.exit(f"kubectl {' '.join(arguments)} failed")
    return done.stdout


def amount(text):
    number, unit = re.fullmatch(r"([\d.]+)(\D*)", str(text)).groups()
    return float(number) * UNITS[unit]


def objects(text):
    decoder, i = json.JSONDecoder(), 0
    while i < len(text.rstrip()):
        found, i = decoder.raw_decode(text, i)
        i += len(text[i:]) - len(text[i:].lstrip())
        yield found


if not shutil.which("kubectl"):
    print("kubectl is not installed: see kubernetes.io/docs/tasks/tools", file=sys.stderr)
    sys.exit(69)
deployments = [
    each for each in objects(kubectl("annotate", "--local", "-f", TARGET, "measured=true", "-o", "json"))
    if each["kind"] == "Deployment"
]
pods = cost = 0
for deployment in deployments:
    replicas = deployment["spec"].get("replicas", 1)
    pods += replicas
    for container in deployment["spec"]["template"]["spec"]["containers"]:
        asked = container.get("resources", {}).get("requests")
        if not asked or "cpu" not in asked or "memory" not in asked:
            sys.exit(f"{container['name']} must ask for cpu and memory, or its cost is unknown")
        cost += replicas * (amount(asked["cpu"]) * CORE_HOUR + amount(asked["memory"]) / 2**30 * GIB_HOUR)
if pods < LEAST_PODS:
    sys.exit(f"{pods} pods are fewer than {LEAST_PODS}")
print(f"METRIC resource_cost={cost:.6f}")
if "--cost" in sys.argv:
    sys.exit()

chosen = subprocess.run(["kubectl", "config", "current-context"], text=True, capture_output=True).stdout.strip()
context = os.environ.get("TEST_CONTEXT") or chosen
if not context:
    print("A cluster for tests is not there: kubectl has no current context, and TEST_CONTEXT names none", file=sys.stderr)
    sys.exit(69)
if "TEST_CONTEXT" not in os.environ and not re.match(r"(kind-|k3d-|minikube|docker-desktop)", context):
    print(f"The context {context} is not known to be for tests: choose one that is, or name it in TEST_CONTEXT", file=sys.stderr)
    sys.exit(69)
namespace = f"autoresearch-{os.getpid()}-{int(time.time())}"
there = ("--context", context, "-n", namespace)
kubectl("--context", context, "create", "namespace", namespace, stderr=sys.stderr)
try:
    start = time.monotonic()
    kubectl(*there, "apply", "-f", TARGET)
    for deployment in deployments:
        kubectl(*there, "rollout", "status", f"deployment/{deployment['metadata']['name']}", "--timeout=5m")
    print(f"METRIC pod_startup_s={time.monotonic() - start:.3f}")
finally:
    kubectl("--context", context, "delete", "namespace", namespace, "--wait=false")
