import { pressVerdict } from './confirm-identity.ts';
import type { ActionHandler } from './context.ts';

export const peopleActions: readonly ActionHandler[] = [
  { action: 'identity.confirm', run: (context, target) => pressVerdict(context, target, 'confirm') },
  { action: 'identity.reject', run: (context, target) => pressVerdict(context, target, 'reject') },
];
