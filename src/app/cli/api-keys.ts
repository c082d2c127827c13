import { isUuid } from '../../kernel/ids.ts';
import { listApiKeys, revokeApiKey } from '../../people/api-keys.ts';
import { type CliCommand, done, findOrganization, refused } from './command.ts';

export const listApiKeysCommand: CliCommand = {
  name: 'api-key list',
  usage: '[--org ID]',
  summary: 'List the API keys: whom each acts for and when it was last used.',
  options: { org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const keys = await listApiKeys(context.store, org.id);
    const lines = keys.map(({ id, name, member, lastUsedAt, revokedAt }) => {
      const used = lastUsedAt === null ? 'never used' : `last used ${writeMinute(lastUsedAt)} UTC`;
      const state = revokedAt === null ? used : `revoked ${writeMinute(revokedAt)} UTC`;
      return `${id}  ${name}  acts as ${member}  ${state}`;
    });
    return done(lines.join('\n') || 'There are no keys. Make one with: dealbell api-key create', keys);
  },
};

export const revokeApiKeyCommand: CliCommand = {
  name: 'api-key revoke',
  usage: 'ID [--org ID]',
  summary: 'Take an API key out of use at once.',
  options: { org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const id = given.words[0] ?? '';
    const acting = { ...context.store, orgId: org.id, memberId: null, origin: 'cli' };
    return isUuid(id) && (await revokeApiKey(acting, id))
      ? done(`${id} opens nothing any more.`, { id })
      : refused(`${org.name} has no key “${id}” in use. List them with: dealbell api-key list`);
  },
};

function writeMinute(instant: Date): string {
  return instant.toISOString().slice(0, 16).replace('T', ' ');
}
