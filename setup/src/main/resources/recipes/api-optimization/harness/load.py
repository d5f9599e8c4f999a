"""Sends requests at a steady rate and prints percentiles of the latency. Usage: load.py HANDLER_FILE

Every answer is compared with the recorded one. A latency counts from the moment when the request was due, not from when a
connection got round to sending it: a stall of the server shows in all the requests that it delayed."""
import http.client
import json
import math
import os
import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
RATE = float(os.environ.get("RATE", "150"))
SECONDS = float(os.environ.get("SECONDS", "10"))
WARM_UP = min(2.0, SECONDS / 4)
CONNECTIONS = 8


def sent(connection, request):
    """Whether the answer is right."""
    body = request.get("body")
    connection.request("GET" if body is None else "POST", request["path"], body)
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status == request.get("status", 200) and text == request["answer"]


def work(port, requests, lane, begin, found, wrong):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for number in range(lane, int((WARM_UP + SECONDS) * RATE), CONNECTIONS):
        due = begin + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            right = sent(connection, requests[number % len(requests)])
        except (OSError, http.client.HTTPException):
            connection.close()
            right = False
        if due - begin >= WARM_UP:
            found.append((time.perf_counter() - due) * 1e3)
            wrong.append(not right)
    connection.close()


def main():
    with open(HERE / "requests.jsonl", encoding="utf-8") as file:
        requests = [json.loads(line) for line in file if line.strip()]
    server = subprocess.Popen([sys.executable, "-B", str(HERE / "serve.py"), sys.argv[1]], stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip()
        if not port:
            sys.exit("the server did not start")
        found, wrong = [], []
        begin = time.perf_counter() + 0.05
        lanes = [threading.Thread(target=work, args=(int(port), requests, lane, begin, found, wrong))
                 for lane in range(CONNECTIONS)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
    finally:
        server.kill()
        server.wait()
    found.sort()

    def percentile(share):
        return found[max(0, math.ceil(share * len(found)) - 1)]

    print(f"METRIC p99_ms={percentile(0.99):.3f}")
    print(f"METRIC p50_ms={percentile(0.5):.3f}")
    print(f"METRIC error_rate={sum(wrong) / len(wrong):.6f}")


main()
