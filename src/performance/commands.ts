import type { Command } from '../people/context.ts';
import { rank } from './rank.ts';
import { metricChoices, refineRank } from './refine-rank.ts';
import { rankText } from './text.ts';

/** The commands about performance. */
export const performanceCommands: readonly Command[] = [
  {
    name: 'rank',
    aliases: [
      'ranking',
      '排行',
      '排名',
      '排行榜',
      '回款排行',
      '回款排名',
      '业绩排行',
      '业绩排名',
      '销售排行',
    ],
    title: rankText.title,
    summary: rankText.summary,
    example: rankText.example,
    roles: 'anyone',
    refine: refineRank,
    run: rank,
    fields: [
      {
        name: 'metric',
        aliases: ['by', '指标'],
        label: rankText.fieldMetric,
        kind: 'choice',
        choices: metricChoices,
        required: false,
        at: 'word',
      },
      {
        name: 'period',
        aliases: ['时间', '期间'],
        label: rankText.fieldPeriod,
        hint: rankText.fieldPeriodHint,
        kind: 'period',
        required: false,
        at: 'rest',
      },
      {
        name: 'group',
        aliases: ['分组', '部门'],
        label: rankText.fieldGroup,
        hint: rankText.fieldGroupHint,
        kind: 'text',
        required: false,
      },
    ],
  },
];
