/**
 * What the address of a record shows to whoever opens it in a browser: the way back into chat, and no data, because an
 * address travels further than the rights of the one who copied it.
 */
export const recordPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Dealbell</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#1d2129}</style></head>
<body><h1>Dealbell</h1>
<p>This record opens in chat. Go to the Dealbell bot in Slack or Feishu and type <code>customer</code> or <code>order</code> with its name or number.</p>
<p lang="zh">该记录请在聊天中查看：打开 Slack 或飞书里的 Dealbell 机器人，输入“客户”或“订单”加名称或编号。</p>
</body></html>
`;
