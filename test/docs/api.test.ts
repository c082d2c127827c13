import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resources } from '../../src/import/resources/registry.ts';
import { type ApiStage, createApiStage } from '../http/stage.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8');
let stage: ApiStage;
let key: string;

beforeAll(async () => {
  stage = await createApiStage();
  key = await stage.giveKey(await stage.addCompany('1'), 'sunYue');
});

afterAll(() => stage.close());

/** What a line for curl asks for. */
function readCurl(line: string) {
  const method = /-X (\w+)/.exec(line)?.[1] ?? 'GET';
  const path = /"\$DEALBELL([^"]+)"/.exec(line)?.[1];
  const body = /-d '([^']+)'/.exec(line)?.[1];
  if (path === undefined) throw new Error(`no address in: ${line}`);
  expect(line).toContain('-H "Authorization: Bearer $KEY"');
  if (body !== undefined) expect(line).toContain("-H 'Content-Type: application/json'");
  return { method, path, body };
}

it('every example of the page does what it says', async () => {
  const examples = [...page.matchAll(/```sh\n(curl[\s\S]*?)```/g)].map(([, line]) => readCurl(line ?? ''));
  expect(examples).toHaveLength(8);
  for (const { method, path, body } of examples) {
    const answer = await stage.request(key, method, path, body);
    const isRow = method === 'PUT' && resources.some(({ type }) => path.startsWith(`/api/v1/${type}/`));
    expect(answer, path).toMatchObject({ status: isRow ? 201 : 200 });
    if (method !== 'PUT') continue;
    const again = isRow ? { outcome: 'unchanged' } : answer.body;
    expect(await stage.request(key, method, path, body)).toMatchObject({ status: 200, body: again });
  }
});

it('the page names every resource', () => {
  const named = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining(resources.map(({ type }) => type)));
});
