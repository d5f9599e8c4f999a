"""Has a language model classify labelled texts with the prompt of a file. Usage: classify.py PROMPT_FILE

examples.jsonl: {"text": …, "label": …}. The answer is the last line that is not empty, without quotes, full stop and case;
what is none of the labels is wrong. A text that the server gave no answer for counts as nothing, and more than one in fifty
of those ends the run without a number: an outage is not a worse prompt."""
import concurrent.futures
import json
import pathlib
import sys

from chat import Chat

HERE = pathlib.Path(__file__).resolve().parent
AT_ONCE = 8


def cleaned(answer):
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    return lines[-1].strip(" \t\"'`.*").casefold() if lines else ""


def main():
    prompt = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    with open(HERE / "examples.jsonl", encoding="utf-8") as file:
        examples = [json.loads(line) for line in file if line.strip()]
    leaked = [example["text"] for example in examples if len(example["text"]) > 20 and example["text"] in prompt]
    if leaked:
        sys.exit("the prompt has a test example in it: " + leaked[0][:60])
    chat = Chat()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda example: chat.ask(prompt, example["text"]), examples))
    unanswered = sum(answer is None for answer in answers)
    if unanswered * 50 > len(examples):
        sys.exit(f"{unanswered} of {len(examples)} texts got no answer")
    answered = [(cleaned(answer), example["label"].casefold()) for answer, example in zip(answers, examples)
                if answer is not None]
    for answer, label in answered:
        if answer != label:
            print(f"wrong: a {label} was called {answer[:40]!r}")
    print(f"METRIC accuracy={sum(answer == label for answer, label in answered) / len(answered):.6f}")
    print(f"METRIC tokens={chat.tokens}")


main()
