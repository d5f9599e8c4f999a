"""Calls of a language model over the chat interface that most servers have, with retries. Nothing is kept between runs."""
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request

ATTEMPTS = 4
BUSY = {408, 409, 425, 429, 500, 502, 503, 504, 529}


class Chat:
    """One model. Thread-safe; counts the tokens that all calls used."""

    def __init__(self, model=""):
        self.base = os.environ.get("LLM_BASE_URL", "").rstrip("/")
        self.model = model or os.environ.get("LLM_MODEL", "")
        if not self.base or not self.model:
            print("LLM_BASE_URL and LLM_MODEL are not set: say which model is asked, for example "
                  "LLM_BASE_URL=https://api.openai.com/v1 LLM_MODEL=gpt-4o-mini", file=sys.stderr)
            sys.exit(69)
        self.tokens = 0
        self.lock = threading.Lock()

    def ask(self, system, user, most=400):
        """The answer's text at temperature 0; None if there was none after several attempts."""
        body = json.dumps({"model": self.model, "temperature": 0, "seed": 1, "max_tokens": most, "messages": [
            {"role": "system", "content": system}, {"role": "user", "content": user}]}).encode()
        headers = {"Content-Type": "application/json"}
        if os.environ.get("LLM_API_KEY"):
            headers["Authorization"] = "Bearer " + os.environ["LLM_API_KEY"]
        for attempt in range(ATTEMPTS):
            try:
                request = urllib.request.Request(self.base + "/chat/completions", body, headers)
                with urllib.request.urlopen(request, timeout=60) as response:
                    answer = json.load(response)
                with self.lock:
                    self.tokens += answer.get("usage", {}).get("total_tokens", 0)
                return answer["choices"][0]["message"]["content"] or ""
            except urllib.error.HTTPError as refused:
                if refused.code not in BUSY:
                    sys.stderr.write(f"the model's server says {refused.code} {refused.reason}\n")
                    return None
            except (OSError, ValueError, KeyError, IndexError) as trouble:
                sys.stderr.write(f"attempt {attempt + 1}: {type(trouble).__name__}\n")
            time.sleep(0 if attempt + 1 == ATTEMPTS else 2 ** attempt)
        return None
