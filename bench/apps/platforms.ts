import { createServer } from 'node:http';
import { reportBench } from './serve.ts';

/** A Feishu (and as much of a Slack as Bolt asks for at its start) that takes everything at once, in a process of its own, so that both sides pay the same for calling it. */
let messages = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const url = request.url ?? '';
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if (url.includes('/auth.test')) {
      response.end(JSON.stringify({ ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'TBENCH' }));
    } else if (url.includes('/tenant_access_token/')) {
      response.end(JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7_200 }));
    } else if (url.includes('/bot/v3/info')) {
      response.end(JSON.stringify({ code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: 'bench' } }));
    } else {
      messages += 1;
      response.end(
        JSON.stringify({
          code: 0,
          msg: 'success',
          data: { message_id: `om_reply${messages}`, chat_id: 'oc_bench' },
        }),
      );
    }
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => reportBench(server, async () => {}));
