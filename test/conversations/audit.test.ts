import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('the audit log on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage({ locale: platform === 'slack' ? 'en' : 'zh-CN' });
    await stage.on[platform].say('liWei', '新客户 华为技术有限公司 城市=无锡');
    await stage.on[platform].say('liWei', '客户 修改 华为技术 城市=苏州');
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const words = (en: string, zh: string) => (platform === 'slack' ? en : zh);

  test('tells an admin who did what, and nobody else', async () => {
    await chat().say('sunYue', words('audit 华为技术', '审计 华为技术'));
    await chat().see('sunYue', [
      words('Audit log: 华为技术有限公司', '审计日志：华为技术有限公司'),
      words('customer changed: 华为技术有限公司', '修改客户：华为技术有限公司'),
      words('City: 无锡 → 苏州', '城市：无锡 → 苏州'),
      words('Slack', '飞书'),
    ]);
    await chat().say('liWei', words('audit', '审计'));
    await chat().see('liWei', [words('admin', '管理员')]);
    const refused = await stage.store.db.auditEntry.findFirstOrThrow({
      where: { action: 'command.refused' },
    });
    expect(refused).toMatchObject({ entityId: 'audit', origin: platform });
  });
});
