import { readFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createLedgerMetrics, createMetrics } from '../../jobs/metrics.ts';

const registry = new Registry();
const metrics = createLedgerMetrics(registry);
createMetrics({ registry, store: {} as never, queue: {} as never, silence: () => 0 });
const names = registry.getMetricsAsArray().map(({ name }) => name);
const doc = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const named = (text: string) =>
  [...new Set(text.match(/dealbell_[a-z_]+/g) ?? [])].map((name) => name.replace(/_bucket$/, ''));

it('every metric stands in the table of the docs, and no other', async () => {
  const text = await doc('delivery.md');
  const table = text.slice(text.indexOf('## Metrics'), text.indexOf('## Looking and mending'));
  expect(named(table).toSorted()).toEqual(names.toSorted());
});

it('the alarms name metrics that there are, and every one that means harm', async () => {
  const text = await doc('prometheus-rules.yml');
  expect(named(text).filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => !named(text).includes(name))).toEqual([]);
  const labels = [...text.matchAll(/state="(\w+)"/g)].map((match) => match[1]);
  expect(
    labels.filter(
      (state) => !['pending', 'sending', 'held', 'unknown', 'decide', 'dead'].includes(state ?? ''),
    ),
  ).toEqual([]);
});

it('counts what a platform limits, by what it speaks of', async () => {
  metrics.limited('slack', 'conversation');
  metrics.limited('slack', 'conversation');
  metrics.limited('feishu', 'workspace');
  const text = await registry.getSingleMetricAsString('dealbell_rate_limited_total');
  expect(text).toContain('{platform="slack",scope="conversation"} 2');
  expect(text).toContain('{platform="feishu",scope="workspace"} 1');
});
