"""The official Python client against a running gateway, once for every provider.

Takes GATEWAY_URL, and GATEWAY_KEY where the gateway wants a key. Behind the gateway must stand the
emulated providers of io.cameleer.emulation, which say what they were asked. Prints a line per check
and exits with 1 where one failed.
"""

import json
import os
import sys
import time
import traceback

import openai
from openai import OpenAI
from pydantic import BaseModel

BASE_URL = os.environ["GATEWAY_URL"] + "/v1"
KEY = os.environ.get("GATEWAY_KEY", "none")
CLIENT = OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)

CHAT_MODELS = [
    "openai/gpt-4.1-mini",
    "openai/gpt-6-sol",
    "anthropic/claude-sonnet-5-5",
    "gemini/gemini-3.8-flash",
    "deepseek/deepseek-flash",
    "mistral/mistral-large-4",
    "qwen/qwen3.8-max",
]
EMBEDDING_MODELS = [
    "openai/text-embedding-3-small",
    "gemini/gemini-embedding-001",
    "mistral/mistral-embed",
    "qwen/text-embedding-v4",
]
REASONING_MODELS = [
    "anthropic/claude-sonnet-5-5",
    "gemini/gemini-3.8-flash",
    "deepseek/deepseek-flash",
    "mistral/mistral-large-4",
]
WITHOUT_EMBEDDINGS = ["anthropic/claude-sonnet-5-5", "deepseek/deepseek-flash"]
PROVIDERS = ["openai", "anthropic", "gemini", "deepseek", "mistral", "qwen"]

PROMPT = "Wie viele Höcker hat ein Dromedar? 🐪"
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgG"
    "AWjR9awAAAABJRU5ErkJggg=="
)


class GetWeather(BaseModel):
    """The weather of a city."""

    city: str
    days: int


class GetTime(BaseModel):
    """The time in a city."""

    city: str


class Caravan(BaseModel):
    """Some camels."""

    leader: str
    camels: int
    stops: list[str]


TOOLS = [openai.pydantic_function_tool(GetWeather), openai.pydantic_function_tool(GetTime)]


def user(content):
    return {"role": "user", "content": content}


def check_usage(usage):
    assert usage.prompt_tokens == 120, usage
    assert usage.prompt_tokens_details.cached_tokens == 64, usage
    assert usage.completion_tokens == 24, usage
    assert usage.total_tokens == 144, usage


def plain(model):
    messages = [{"role": "system", "content": "Answer in verse."}, user(PROMPT)]
    completion = CLIENT.chat.completions.create(model=model, messages=messages, max_tokens=500)
    choice = completion.choices[0]
    assert choice.finish_reason == "stop", choice
    assert PROMPT in choice.message.content, choice
    assert "Answer in verse." in choice.message.content, choice
    check_usage(completion.usage)


def streamed(model):
    chunks = list(
        CLIENT.chat.completions.create(
            model=model,
            messages=[user(PROMPT)],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
    text = "".join(choice.delta.content or "" for choice in choices)
    assert PROMPT in text, text
    assert len(choices) > 5, "the answer did not come in pieces"
    assert choices[-1].finish_reason == "stop", choices[-1]
    check_usage(chunks[-1].usage)


def check_calls(message):
    calls = message.tool_calls
    assert [call.function.name for call in calls] == ["GetWeather", "GetTime"], calls
    assert len({call.id for call in calls}) == 2, calls
    weather = GetWeather.model_validate_json(calls[0].function.arguments)
    assert PROMPT in weather.city, weather


def results(message):
    return [
        {
            "role": "tool",
            "tool_call_id": call.id,
            "content": json.dumps({"of": call.function.name, "is": "schön"}, ensure_ascii=False),
        }
        for call in message.tool_calls
    ]


def check_results_told(text):
    assert "GetWeather" in text and "GetTime" in text and "schön" in text, text


def tools(model):
    messages = [user(PROMPT)]
    first = CLIENT.chat.completions.create(model=model, messages=messages, tools=TOOLS)
    assert first.choices[0].finish_reason == "tool_calls", first
    check_calls(first.choices[0].message)
    messages += [first.choices[0].message, *results(first.choices[0].message)]
    second = CLIENT.chat.completions.create(model=model, messages=messages, tools=TOOLS)
    assert second.choices[0].finish_reason == "stop", second
    check_results_told(second.choices[0].message.content)


def streamed_tools(model):
    messages = [user(PROMPT)]
    with CLIENT.chat.completions.stream(model=model, messages=messages, tools=TOOLS) as stream:
        first = stream.get_final_completion().choices[0]
    assert first.finish_reason == "tool_calls", first
    check_calls(first.message)
    messages += [first.message, *results(first.message)]
    with CLIENT.chat.completions.stream(model=model, messages=messages, tools=TOOLS) as stream:
        second = stream.get_final_completion().choices[0]
    check_results_told(second.message.content)


def reasoning(model):
    messages = [user(PROMPT)]
    options = {"model": model, "tools": TOOLS, "reasoning_effort": "high"}
    first = CLIENT.chat.completions.create(messages=messages, **options)
    message = first.choices[0].message
    if not model.startswith("openai/"):  # shows its reasoning to no one who does not ask in its way
        assert "schön langsam" in message.reasoning_content, message
        assert first.usage.completion_tokens_details.reasoning_tokens == 8, first.usage
    messages += [message, *results(message)]
    second = CLIENT.chat.completions.create(messages=messages, **options)
    assert "My thoughts came back." in second.choices[0].message.content, second


def streamed_reasoning(model):
    options = {"model": model, "reasoning_effort": "high", "stream": True}
    chunks = list(CLIENT.chat.completions.create(messages=[user(PROMPT)], **options))
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    thoughts = "".join(getattr(delta, "reasoning_content", None) or "" for delta in deltas)
    assert "schön langsam" in thoughts, thoughts
    assert PROMPT in "".join(delta.content or "" for delta in deltas), deltas


def vision(model):
    content = [
        {"type": "text", "text": PROMPT},
        {"type": "image_url", "image_url": {"url": PIXEL}},
        {"type": "image_url", "image_url": {"url": PIXEL, "detail": "low"}},
    ]
    completion = CLIENT.chat.completions.create(model=model, messages=[user(content)])
    text = completion.choices[0].message.content
    assert PROMPT in text and "Images: 2 (image/png, image/png)" in text, text


def structured_output(model):
    completion = CLIENT.chat.completions.parse(
        model=model, messages=[user(PROMPT)], response_format=Caravan
    )
    caravan = completion.choices[0].message.parsed
    assert PROMPT in caravan.leader, caravan
    assert caravan.camels == 2 and len(caravan.stops) == 1, caravan


def embeddings(model):
    texts = [f"Kamel {number}" for number in range(12)]
    together = CLIENT.embeddings.create(model=model, input=texts)
    vectors = [item.embedding for item in together.data]
    assert [item.index for item in together.data] == list(range(12)), together
    assert len({tuple(vector) for vector in vectors}) == 12, "some vectors are the same"
    alone = CLIENT.embeddings.create(model=model, input=texts[7]).data[0].embedding
    assert alone == vectors[7], "the vectors are not in the order of the texts"
    numbers = CLIENT.embeddings.create(model=model, input=texts[7], encoding_format="float")
    assert [round(value, 6) for value in numbers.data[0].embedding] == [
        round(value, 6) for value in alone
    ], "base64 and numbers differ"


def refused(expected, call):
    try:
        call()
    except expected as refusal:
        return refusal
    raise AssertionError("the call was not refused")


def no_embeddings(model):
    refusal = refused(
        openai.BadRequestError, lambda: CLIENT.embeddings.create(model=model, input="Kamel")
    )
    assert "embedding" in refusal.message.lower(), refusal


def bad_request(provider):
    model = next(model for model in CHAT_MODELS if model.startswith(provider))
    refusal = refused(
        openai.BadRequestError,
        lambda: CLIENT.chat.completions.create(
            model=model, messages=[user(PROMPT)], temperature=7
        ),
    )
    assert refusal.param == "temperature", refusal


def unknown_model(provider):
    refusal = refused(
        openai.NotFoundError,
        lambda: CLIENT.chat.completions.create(
            model=provider + "/no-such-model", messages=[user(PROMPT)]
        ),
    )
    assert refusal.code == "model_not_found", refusal


def wrong_key(_):
    client = OpenAI(base_url=BASE_URL, api_key="wrong", max_retries=0)
    refusal = refused(
        openai.AuthenticationError,
        lambda: client.chat.completions.create(model=CHAT_MODELS[0], messages=[user(PROMPT)]),
    )
    assert refusal.code == "invalid_api_key", refusal


def batch_of(lines, seconds=60):
    """Creates a batch of these requests and waits until it is over."""
    content = "\n".join(json.dumps(line) for line in lines).encode()
    file = CLIENT.files.create(file=("höcker.jsonl", content), purpose="batch")
    assert file.bytes == len(content) and file.status == "processed", file
    created = CLIENT.batches.create(
        input_file_id=file.id,
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata={"team": "search"},
    )
    assert created.status == "validating", created
    for _ in range(seconds * 2):
        batch = CLIENT.batches.retrieve(created.id)
        if batch.status in ("completed", "failed", "expired", "cancelled"):
            return batch
        time.sleep(0.5)
    raise AssertionError(batch)


def request_line(custom_id, model):
    body = {"model": model, "messages": [user(PROMPT)]}
    return {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}


def batch(_):
    lines = [request_line(model, model) for model in CHAT_MODELS]
    over = batch_of([*lines, request_line("nobody", "openai/no-such-model")])
    assert over.status == "completed", over
    counts = over.request_counts
    assert (counts.total, counts.completed, counts.failed) == (8, 7, 1), over
    assert over.metadata == {"team": "search"}, over
    answers = [json.loads(line) for line in CLIENT.files.content(over.output_file_id).iter_lines()]
    assert {answer["custom_id"] for answer in answers} == set(CHAT_MODELS), answers
    for answer in answers:
        assert PROMPT in answer["response"]["body"]["choices"][0]["message"]["content"], answer
    failure = json.loads(CLIENT.files.content(over.error_file_id).text)
    assert failure["response"]["status_code"] == 404, failure
    assert over.id in {listed.id for listed in CLIENT.batches.list(limit=1)}, over
    assert over.output_file_id in {file.id for file in CLIENT.files.list(purpose="batch_output")}
    for file in (over.input_file_id, over.output_file_id, over.error_file_id):
        assert CLIENT.files.delete(file).deleted


def invalid_batch(_):
    failed = batch_of([request_line("a", CHAT_MODELS[0]), request_line("a", CHAT_MODELS[0])])
    assert failed.status == "failed", failed
    error = failed.errors.data[0]
    assert (error.code, error.line) == ("duplicate_custom_id", 2), failed


def listed_models(_):
    listed = {model.id for model in CLIENT.models.list()}
    assert listed, "no models are listed"


MATRIX = [
    (plain, CHAT_MODELS),
    (streamed, CHAT_MODELS),
    (tools, CHAT_MODELS),
    (streamed_tools, CHAT_MODELS),
    (reasoning, REASONING_MODELS + ["openai/gpt-6-sol"]),
    (streamed_reasoning, REASONING_MODELS + ["qwen/qwen3.8-max"]),
    (vision, CHAT_MODELS),
    (structured_output, CHAT_MODELS),
    (embeddings, EMBEDDING_MODELS),
    (no_embeddings, WITHOUT_EMBEDDINGS),
    (bad_request, PROVIDERS),
    (unknown_model, PROVIDERS),
    (listed_models, ["gateway"]),
    (batch, ["gateway"]),
    (invalid_batch, ["gateway"]),
    (wrong_key, ["gateway"] if "GATEWAY_KEY" in os.environ else []),
]


def main():
    failures = 0
    for check, subjects in MATRIX:
        for subject in subjects:
            name = f"python {check.__name__.replace('_', ' ')}: {subject}"
            try:
                check(subject)
                print("ok    " + name, flush=True)
            except Exception:
                failures += 1
                print("FAIL  " + name, flush=True)
                traceback.print_exc(file=sys.stdout)
    print(f"openai {openai.__version__} for Python: {failures} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
