// Asks the gateway with OpenAI's own Node client: at once, word by word, and as a batch.
import { setTimeout } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

const client = new OpenAI({
  baseURL: (process.env.GATEWAY_URL ?? 'http://127.0.0.1:8080') + '/v1',
  apiKey: process.env.GATEWAY_KEY ?? 'none',
});
const model = 'default';
const question = (content) => [{ role: 'user', content }];

async function chat() {
  const answer = await client.chat.completions.create({
    model,
    messages: question('Hello, camel!'),
  });
  console.log('chat:', answer.choices[0].message.content);
}

async function stream() {
  process.stdout.write('stream: ');
  const chunks = await client.chat.completions.create({
    model,
    messages: question('Hello, caravan!'),
    stream: true,
  });
  for await (const chunk of chunks) {
    process.stdout.write(chunk.choices[0]?.delta.content ?? '');
  }
  console.log();
}

async function batch() {
  const lines = ['dromedary', 'llama'].map((name) =>
    JSON.stringify({
      custom_id: name,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model, messages: question(`Hello, ${name}!`) },
    }),
  );
  const file = await client.files.create({
    file: await toFile(Buffer.from(lines.join('\n')), 'hello.jsonl'),
    purpose: 'batch',
  });
  let job = await client.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  });
  while (['validating', 'in_progress', 'finalizing'].includes(job.status)) {
    await setTimeout(500);
    job = await client.batches.retrieve(job.id);
  }
  if (job.status !== 'completed' || !job.output_file_id) {
    throw new Error(`The batch ended as ${job.status}: ${JSON.stringify(job.errors)}`);
  }
  const output = await (await client.files.content(job.output_file_id)).text();
  for (const line of output.trim().split('\n')) {
    const { custom_id: name, response } = JSON.parse(line);
    console.log(`batch, ${name}:`, response.body.choices[0].message.content);
  }
}

await chat();
await stream();
await batch();
