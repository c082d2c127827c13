import type { SettingsPage } from '../people/settings.ts';
import { categoryPage } from './categories/commands.ts';
import { customFieldPage } from './custom/commands.ts';
import { poolPage } from './pool/commands.ts';
import { tagPage } from './tags/commands.ts';

/** What admins decide about customers. */
export const customerSettings: readonly SettingsPage[] = [categoryPage, tagPage, customFieldPage, poolPage];
