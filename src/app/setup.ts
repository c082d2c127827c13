import type { Db } from '../store/client.ts';
import type { Config } from './config.ts';

/** Which steps are still to be done before people can be answered, each as the command that does it. */
export async function listMissingSetup(db: Db, config: Config): Promise<readonly string[]> {
  const organizations = await db.organization.count();
  const connected = await db.workspace.groupBy({
    by: ['platform'],
    where: { disconnectedAt: null },
    _count: true,
  });
  const has = (platform: string) => connected.some((each) => each.platform === platform);
  const lines: string[] = [];
  if (organizations === 0) {
    lines.push(
      'Next        npx dealbell org create --name "…" --zone Asia/Shanghai --currency CNY --admin-email you@company.com',
    );
  }
  if (config.slack && !has('slack')) lines.push('Next        npx dealbell workspace connect slack');
  if (config.feishu && !has('feishu'))
    lines.push('Next        npx dealbell workspace connect feishu --tenant-key …');
  if (!config.slack && !config.feishu && connected.length === 0) {
    lines.push(
      'Next        set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, or the FEISHU_… variables, then connect a workspace',
    );
  }
  return lines;
}
