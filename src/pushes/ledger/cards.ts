import type { Card } from '../../chat/card.ts';
import type { Platform } from '../../chat/inbound.ts';
import type { Lang } from '../../chat/language.ts';
import { platformNames } from '../../chat/platform-names.ts';
import type { SubscriptionKind } from '../kinds.ts';
import { kindNames } from '../text.ts';
import { ledgerText, type PauseReason } from './text.ts';

/** A subscription that was paused because its place cannot be reached. */
export interface PausedSubscription {
  readonly id: string;
  readonly kind: SubscriptionKind;
  readonly platform: Platform;
  readonly workspaceName: string;
  /** The platform's id; null for a private chat. */
  readonly conversation: string | null;
}

/** Tells what was paused, why, and what to do about it. `code` is the platform's own word. */
export function pausedCard(paused: PausedSubscription, reason: PauseReason, code: string, lang: Lang): Card {
  const sentence = reason === 'conversation-gone' ? ledgerText.conversationGone : ledgerText.workspaceGone;
  return {
    title: ledgerText.pausedTitle[lang],
    tone: 'warn',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: ledgerText.what[lang], value: kindNames[paused.kind][lang] },
          {
            label: ledgerText.workspace[lang],
            value: `${platformNames[paused.platform][lang]} · ${paused.workspaceName}`,
          },
          { label: ledgerText.place[lang], value: paused.conversation ?? ledgerText.personal[lang] },
          { label: ledgerText.answer[lang], value: code },
        ],
      },
      { kind: 'text', text: sentence[lang] },
      {
        kind: 'buttons',
        buttons: [
          {
            label: ledgerText.resume[lang],
            action: 'subscription.resume',
            target: paused.id,
            style: 'primary',
          },
        ],
      },
    ],
  };
}
