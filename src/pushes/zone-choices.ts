import type { ChoiceSpec } from '../chat/spec.ts';
import { nameZone } from '../kernel/zone-names.ts';

/** Zones that are offered: where the companies are that use the product, from east to west. */
const OFFERED = [
  'Pacific/Auckland',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Bangkok',
  'Asia/Jakarta',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/Moscow',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/London',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'UTC',
];

/** The zones that can be chosen, those that matter to the asker (`first`) before the others; typed by city or technical name. */
export function listZoneChoices(first: readonly string[] = []): readonly ChoiceSpec[] {
  return [...new Set([...first, ...OFFERED])].map((zone) => {
    const label = { en: nameZone(zone, 'en'), zh: nameZone(zone, 'zh') };
    const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase();
    const cityZh = label.zh.replace(/ ?时间$/, '').toLowerCase();
    return { value: zone, label, aliases: [zone.toLowerCase(), city, cityZh] };
  });
}
