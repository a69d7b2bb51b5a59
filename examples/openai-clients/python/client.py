"""Asks the gateway with OpenAI's own Python client: at once, word by word, and as a batch."""

import json
import os
import time

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("GATEWAY_URL", "http://127.0.0.1:8080") + "/v1",
    api_key=os.environ.get("GATEWAY_KEY", "none"),
)
MODEL = "default"


def question(text):
    return [{"role": "user", "content": text}]


def chat():
    answer = client.chat.completions.create(model=MODEL, messages=question("Hello, camel!"))
    print("chat:", answer.choices[0].message.content)


def stream():
    print("stream: ", end="")
    for chunk in client.chat.completions.create(
        model=MODEL, messages=question("Hello, caravan!"), stream=True
    ):
        if chunk.choices:
            print(chunk.choices[0].delta.content or "", end="", flush=True)
    print()


def batch():
    lines = [
        {
            "custom_id": name,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {"model": MODEL, "messages": question(f"Hello, {name}!")},
        }
        for name in ("dromedary", "llama")
    ]
    content = "\n".join(json.dumps(line) for line in lines).encode()
    file = client.files.create(file=("hello.jsonl", content), purpose="batch")
    job = client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
    )
    while job.status in ("validating", "in_progress", "finalizing"):
        time.sleep(0.5)
        job = client.batches.retrieve(job.id)
    if job.status != "completed" or not job.output_file_id:
        raise SystemExit(f"The batch ended as {job.status}: {job.errors}")
    for line in client.files.content(job.output_file_id).text.splitlines():
        result = json.loads(line)
        text = result["response"]["body"]["choices"][0]["message"]["content"]
        print(f"batch, {result['custom_id']}: {text}")


chat()
stream()
batch()
