import type { Platform } from './inbound.ts';
import type { Bilingual } from './language.ts';

/** What people call the platforms. */
export const platformNames: Readonly<Record<Platform, Bilingual>> = {
  slack: { en: 'Slack', zh: 'Slack' },
  feishu: { en: 'Feishu', zh: '飞书' },
};
