/**
 * The official Node client against a running gateway, once for every provider.
 *
 * Takes GATEWAY_URL, and GATEWAY_KEY where the gateway wants a key. Behind the gateway must stand
 * the emulated providers of io.cameleer.emulation, which say what they were asked.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const baseURL = process.env.GATEWAY_URL + '/v1';
const client = new OpenAI({ baseURL, apiKey: process.env.GATEWAY_KEY ?? 'none', maxRetries: 0 });

const chatModels = [
  'openai/gpt-4.1-mini',
  'openai/gpt-6-sol',
  'anthropic/claude-sonnet-5-5',
  'gemini/gemini-3.8-flash',
  'deepseek/deepseek-flash',
  'mistral/mistral-large-4',
  'qwen/qwen3.8-max',
];
const embeddingModels = [
  'openai/text-embedding-3-small',
  'gemini/gemini-embedding-001',
  'mistral/mistral-embed',
  'qwen/text-embedding-v4',
];
const reasoningModels = [
  'anthropic/claude-sonnet-5-5',
  'gemini/gemini-3.8-flash',
  'deepseek/deepseek-flash',
  'mistral/mistral-large-4',
];
const withoutEmbeddings = ['anthropic/claude-sonnet-5-5', 'deepseek/deepseek-flash'];
const providers = ['openai', 'anthropic', 'gemini', 'deepseek', 'mistral', 'qwen'];

const prompt = 'Wie viele Höcker hat ein Dromedar? 🐪';
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgG' +
  'AWjR9awAAAABJRU5ErkJggg==';

const city = { type: 'string', description: 'Its name' };
const tools = [
  tool('get_weather', { city, days: { type: 'integer', minimum: 1, maximum: 14 } }),
  tool('get_time', { city, format: { type: 'string', enum: ['12h', '24h'] } }),
];

function tool(name, properties) {
  const parameters = { type: 'object', properties, required: ['city'] };
  return { type: 'function', function: { name, description: 'Tells it.', parameters } };
}

function user(content) {
  return { role: 'user', content };
}

function assertUsage(usage) {
  assert.equal(usage.prompt_tokens, 120);
  assert.equal(usage.prompt_tokens_details.cached_tokens, 64);
  assert.equal(usage.completion_tokens, 24);
  assert.equal(usage.total_tokens, 144);
}

function assertCalls(message) {
  const names = message.tool_calls.map((call) => call.function.name);
  assert.deepEqual(names, ['get_weather', 'get_time']);
  assert.notEqual(message.tool_calls[0].id, message.tool_calls[1].id);
  assert.ok(JSON.parse(message.tool_calls[0].function.arguments).city.includes(prompt));
  assert.equal(JSON.parse(message.tool_calls[1].function.arguments).format, '12h');
}

function results(message) {
  return message.tool_calls.map((call) => ({
    role: 'tool',
    tool_call_id: call.id,
    content: `${call.function.name}: schön`,
  }));
}

function each(name, subjects, check) {
  for (const subject of subjects) {
    test(`${name}: ${subject}`, () => check(subject));
  }
}

each('plain', chatModels, async (model) => {
  const messages = [{ role: 'developer', content: 'Answer in verse.' }, user(prompt)];
  const completion = await client.chat.completions.create({ model, messages, max_tokens: 500 });
  const [choice] = completion.choices;
  assert.equal(choice.finish_reason, 'stop');
  assert.ok(choice.message.content.includes(prompt), choice.message.content);
  assert.ok(choice.message.content.includes('Answer in verse.'), choice.message.content);
  assertUsage(completion.usage);
});

each('streamed', chatModels, async (model) => {
  const stream = await client.chat.completions.create({
    model,
    messages: [user(prompt)],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let pieces = 0;
  let finishReason;
  let usage;
  for await (const chunk of stream) {
    const [choice] = chunk.choices;
    text += choice?.delta.content ?? '';
    pieces += choice ? 1 : 0;
    finishReason = choice?.finish_reason ?? finishReason;
    usage = chunk.usage ?? usage;
  }
  assert.ok(text.includes(prompt), text);
  assert.ok(pieces > 5, 'the answer did not come in pieces');
  assert.equal(finishReason, 'stop');
  assertUsage(usage);
});

each('tools', chatModels, async (model) => {
  const messages = [user(prompt)];
  const first = await client.chat.completions.create({ model, messages, tools });
  assert.equal(first.choices[0].finish_reason, 'tool_calls');
  assertCalls(first.choices[0].message);
  messages.push(first.choices[0].message, ...results(first.choices[0].message));
  const second = await client.chat.completions.create({ model, messages, tools });
  assert.equal(second.choices[0].finish_reason, 'stop');
  assert.match(second.choices[0].message.content, /get_weather: schön.*get_time: schön/);
});

each('streamed tools', chatModels, async (model) => {
  const messages = [user(prompt)];
  const first = client.chat.completions.stream({ model, messages, tools });
  const { message } = (await first.finalChatCompletion()).choices[0];
  assertCalls(message);
  messages.push(message, ...results(message));
  const second = client.chat.completions.stream({ model, messages, tools });
  assert.match(await second.finalContent(), /get_weather: schön.*get_time: schön/);
});

each('reasoning', [...reasoningModels, 'openai/gpt-6-sol'], async (model) => {
  const messages = [user(prompt)];
  const options = { model, messages, tools, reasoning_effort: 'high' };
  const { choices, usage } = await client.chat.completions.create(options);
  const { message } = choices[0];
  if (!model.startsWith('openai/')) {
    // OpenAI shows its reasoning to no one who does not ask in its own way.
    assert.match(message.reasoning_content, /schön langsam/);
    assert.equal(usage.completion_tokens_details.reasoning_tokens, 8);
  }
  messages.push(message, ...results(message));
  const second = await client.chat.completions.create(options);
  assert.match(second.choices[0].message.content, /My thoughts came back\./);
});

each('vision', chatModels, async (model) => {
  const image = { type: 'image_url', image_url: { url: pixel } };
  const messages = [user([{ type: 'text', text: prompt }, image, image])];
  const completion = await client.chat.completions.create({ model, messages });
  const text = completion.choices[0].message.content;
  assert.ok(text.includes(prompt), text);
  assert.ok(text.includes('Images: 2 (image/png, image/png)'), text);
});

each('structured output', chatModels, async (model) => {
  const Caravan = z.object({ leader: z.string(), camels: z.int(), stops: z.array(z.string()) });
  const completion = await client.chat.completions.parse({
    model,
    messages: [user(prompt)],
    response_format: zodResponseFormat(Caravan, 'caravan'),
  });
  const { leader, camels, stops } = completion.choices[0].message.parsed;
  assert.ok(leader.includes(prompt), leader);
  assert.equal(typeof camels, 'number');
  assert.equal(stops.length, 1);
});

each('embeddings', embeddingModels, async (model) => {
  const input = Array.from({ length: 12 }, (_, number) => `Kamel ${number}`);
  const together = await client.embeddings.create({ model, input });
  assert.deepEqual(together.data.map((item) => item.index), [...input.keys()]);
  const vectors = together.data.map((item) => JSON.stringify(item.embedding));
  assert.equal(new Set(vectors).size, 12, 'some vectors are the same');
  const alone = await client.embeddings.create({ model, input: input[7] });
  assert.equal(JSON.stringify(alone.data[0].embedding), vectors[7]);
});

each('no embeddings', withoutEmbeddings, async (model) => {
  await assert.rejects(client.embeddings.create({ model, input: 'Kamel' }), (refusal) => {
    assert.ok(refusal instanceof OpenAI.BadRequestError, String(refusal));
    assert.match(refusal.message, /embedding/i);
    return true;
  });
});

each('bad request', providers, async (provider) => {
  const model = chatModels.find((name) => name.startsWith(provider));
  const call = client.chat.completions.create({ model, messages: [user(prompt)], temperature: 7 });
  await assert.rejects(call, (refusal) => {
    assert.ok(refusal instanceof OpenAI.BadRequestError, String(refusal));
    assert.equal(refusal.param, 'temperature');
    return true;
  });
});

each('unknown model', providers, async (provider) => {
  const model = provider + '/no-such-model';
  const call = client.chat.completions.create({ model, messages: [user(prompt)] });
  await assert.rejects(call, (refusal) => {
    assert.ok(refusal instanceof OpenAI.NotFoundError, String(refusal));
    assert.equal(refusal.code, 'model_not_found');
    return true;
  });
});

const requestLine = (customId, model) => ({
  custom_id: customId,
  method: 'POST',
  url: '/v1/chat/completions',
  body: { model, messages: [user(prompt)] },
});

// Creates a batch of these requests and waits until it is over.
async function batchOf(lines) {
  const content = lines.map((line) => JSON.stringify(line)).join('\n');
  const file = await client.files.create({
    file: await OpenAI.toFile(Buffer.from(content), 'requests.jsonl'),
    purpose: 'batch',
  });
  const created = await client.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata: { team: 'search' },
  });
  assert.equal(created.status, 'validating');
  for (let tries = 0; tries < 120; tries++) {
    const batch = await client.batches.retrieve(created.id);
    if (['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) {
      return batch;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`batch ${created.id} does not end`);
}

const contentLines = async (id) =>
  (await (await client.files.content(id)).text()).trim().split('\n').map((line) => JSON.parse(line));

each('batch', ['gateway'], async () => {
  const lines = chatModels.map((model) => requestLine(model, model));
  const over = await batchOf([...lines, requestLine('nobody', 'openai/no-such-model')]);
  assert.equal(over.status, 'completed');
  assert.deepEqual(over.request_counts, { total: 8, completed: 7, failed: 1 });
  assert.deepEqual(over.metadata, { team: 'search' });
  const answers = await contentLines(over.output_file_id);
  assert.deepEqual(new Set(answers.map((answer) => answer.custom_id)), new Set(chatModels));
  for (const answer of answers) {
    assert.ok(answer.response.body.choices[0].message.content.includes(prompt));
  }
  const [failure] = await contentLines(over.error_file_id);
  assert.equal(failure.response.status_code, 404);
  const listed = [];
  for await (const file of client.files.list({ purpose: 'batch_output' })) {
    listed.push(file.id);
  }
  assert.ok(listed.includes(over.output_file_id));
  assert.ok((await client.files.delete(over.input_file_id)).deleted);
});

each('invalid batch', ['gateway'], async () => {
  const failed = await batchOf([requestLine('a', chatModels[0]), requestLine('a', chatModels[0])]);
  assert.equal(failed.status, 'failed');
  assert.deepEqual(
    failed.errors.data.map((error) => [error.code, error.line]),
    [['duplicate_custom_id', 2]],
  );
});

each('listed models', ['gateway'], async () => {
  const listed = [];
  for await (const model of client.models.list()) {
    listed.push(model.id);
  }
  assert.ok(listed.length > 0);
});

each('wrong key', process.env.GATEWAY_KEY ? ['gateway'] : [], async () => {
  const stranger = new OpenAI({ baseURL, apiKey: 'wrong', maxRetries: 0 });
  const call = stranger.chat.completions.create({
    model: chatModels[0],
    messages: [user(prompt)],
  });
  await assert.rejects(call, (refusal) => {
    assert.ok(refusal instanceof OpenAI.AuthenticationError, String(refusal));
    assert.equal(refusal.code, 'invalid_api_key');
    return true;
  });
});
