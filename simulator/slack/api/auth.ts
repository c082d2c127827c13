import { type Handler, refuseCall } from './answer.ts';

const authTest: Handler = (world) => {
  const bot = world.users.get(world.botUserId);
  if (bot === undefined) return refuseCall('invalid_auth');
  return {
    ok: true,
    url: `https://${world.team.domain}.slack.com/`,
    team: world.team.name,
    user: bot.name,
    team_id: world.team.id,
    user_id: bot.id,
    bot_id: world.botId,
    is_enterprise_install: false,
  };
};

export const AUTH: Readonly<Record<string, Handler>> = { 'auth.test': authTest };
