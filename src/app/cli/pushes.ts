import { runPush } from '../../pushes/run-push.ts';
import { type CliCommand, done, findOrganization, refused } from './command.ts';

const refusals: Readonly<Record<string, string>> = {
  'push-not-scheduled': 'Only daily and ranking have a day; the others follow what happens.',
  'push-date': 'Give the day as YYYY-MM-DD with --date.',
  'push-in-the-future': 'That day has not begun yet.',
  'push-no-subscription': 'Nobody is subscribed to it.',
  'push-sent-already': 'It went out for that day already.',
};

export const runPushCommand: CliCommand = {
  name: 'push run',
  usage: 'KIND --date 2026-11-23 [--org ID]',
  summary: 'Send a scheduled push of a day by hand.',
  options: { date: 'required', org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const acting = { ...context.store, orgId: org.id, memberId: null, origin: 'cli' };
    const result = await runPush(acting, given.words[0] ?? '', given.options.date ?? '');
    if (result.kind === 'refusal')
      return refused(refusals[result.code] ?? result.code, { code: result.code });
    return done(`Queued for ${result.value} subscription(s); a running worker sends it.`, {
      queued: result.value,
    });
  },
};
