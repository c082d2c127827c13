import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { parsePeriod } from '../kernel/parse-period.ts';
import { type Period, periodOf } from '../kernel/periods.ts';
import type { Context } from '../people/context.ts';
import { answer, type Done } from '../store/commit.ts';
import { loadRanking } from './load-ranking.ts';
import { type Metric, metrics } from './metrics.ts';
import { type GroupName, listGroupNames } from './org-store.ts';
import { rankingCard } from './ranking-card.ts';
import { rankText } from './text.ts';

/** Shows a ranking; rankings are public, so a group may read it along. */
export async function rank(context: Context, values: RawValues): Promise<Done> {
  const { orgId, today, actor } = context;
  const metric = readMetric(values.metric);
  const period = readPeriod(context, values.period);
  const typed = values.group;
  const groups = typed === undefined ? [] : await listGroupNames(context.db, orgId, today);
  const fitting = typed === undefined ? [] : matchGroups(groups, typed);
  const [group] = fitting;
  if (typed !== undefined && (group === undefined || fitting.length > 1))
    return answer(context, askForGroup(context, typed, fitting, groups));
  const data = await loadRanking(context, { orgId, groupId: group?.id ?? null, metric, period, today });
  return answer(context, {
    kind: 'card',
    card: rankingCard(data, actor.lang, context.memberId),
    audience: 'same',
  });
}

function readMetric(text: string | undefined): Metric {
  return metrics.find((metric) => metric === text) ?? 'paymentAmount';
}

function readPeriod({ today, org }: Context, text: string | undefined): Period {
  const read = text === undefined ? undefined : parsePeriod(text, today, org.fiscalStartMonth);
  return read?.kind === 'ok' ? read.value : periodOf('month', today, org.fiscalStartMonth);
}

function matchGroups(groups: readonly GroupName[], typed: string): readonly GroupName[] {
  const folded = typed.trim().toLowerCase();
  const exact = groups.filter(({ name }) => name.toLowerCase() === folded);
  return exact.length > 0 ? exact : groups.filter(({ name }) => name.toLowerCase().includes(folded));
}

function askForGroup(
  context: Context,
  typed: string,
  fitting: readonly GroupName[],
  groups: readonly GroupName[],
): Reply {
  const { lang } = context.actor;
  const listed = fitting.length > 1 ? fitting : groups;
  const why = fitting.length > 1 ? rankText.groupSeveral(typed) : rankText.groupUnknown(typed);
  const names = listed.map(({ name }) => name).join(lang === 'zh' ? '、' : ', ');
  return {
    kind: 'card',
    audience: 'same',
    card: {
      title: rankText.groupTitle[lang],
      tone: 'warn',
      blocks: [
        { kind: 'text', text: why[lang] },
        { kind: 'facts', facts: [{ label: rankText.groups[lang], value: names === '' ? '–' : names }] },
      ],
    },
  };
}
