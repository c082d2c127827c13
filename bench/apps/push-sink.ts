import { createServer } from 'node:http';
import { reportBench } from './serve.ts';

/**
 * A Slack, a Feishu and a plain receiver in one that takes everything at once. It counts each message by the id that it
 * carries; `GET /told` says how many came and how many of them twice, and begins anew.
 */
const ID = /(?:"uuid":"|%22id%22%3A%22|"id":")([0-9a-f-]{36})/;
let seen = new Map<string, number>();
let first = 0;
let last = 0;
let messages = 0;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const url = request.url ?? '';
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if (url === '/told') return void response.end(JSON.stringify(tell()));
    if (url.includes('/tenant_access_token/')) {
      return void response.end(
        JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7_200 }),
      );
    }
    count(ID.exec(Buffer.concat(parts).toString('utf8'))?.[1]);
    messages += 1;
    response.end(
      url.startsWith('/api/')
        ? `{"ok":true,"channel":"C1","ts":"1700000000.${String(messages).padStart(6, '0')}"}`
        : `{"code":0,"msg":"success","data":{"message_id":"om_${messages}","chat_id":"oc_bench"}}`,
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => reportBench(server, async () => {}));

function count(id: string | undefined): void {
  if (id === undefined) return;
  last = Date.now();
  if (first === 0) first = last;
  seen.set(id, (seen.get(id) ?? 0) + 1);
}

function tell(): object {
  const doubled = [...seen.values()].filter((times) => times > 1).length;
  const told = { messages: seen.size, doubled, first, last };
  seen = new Map();
  first = 0;
  last = 0;
  return told;
}
