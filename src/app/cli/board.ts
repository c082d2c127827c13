import { makePass } from '../../pushes/board/passes.ts';
import { actAsAdmin } from './act-as-admin.ts';
import { type CliCommand, done } from './command.ts';

export const boardCommand: CliCommand = {
  name: 'board',
  usage: '[--org ID] [--as ADMIN]',
  summary: 'Print a link that opens the board of the queue once, within five minutes.',
  options: { org: 'optional', as: 'optional' },
  run: async (context, given) => {
    const admin = await actAsAdmin(context, given);
    if ('code' in admin) return admin;
    const { publicUrl, host, port } = context.config;
    const address = publicUrl ?? `http://${host}:${port}`;
    const link = `${address}/board/enter/${await makePass(admin, true)}`;
    return done(
      `${link}\nIt works once, within five minutes, while the product runs there; it shows the jobs of every organization.`,
      { link },
    );
  },
};
