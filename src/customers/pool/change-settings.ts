import type { Card } from '../../chat/card.ts';
import type { Bilingual, Lang } from '../../chat/language.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import type { Context } from '../../people/context.ts';
import { settingsButton } from '../../people/settings.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { loadPoolSettings, type PoolSettings, savePoolSettings } from './settings.ts';
import { poolText as t } from './text.ts';

interface NumberField {
  readonly name: 'claimsPerDay' | 'customersHeld' | 'coolDownDays' | 'cadenceDays' | 'managerAfterDays';
  readonly field: string;
  readonly most: number;
}

const numberFields: readonly NumberField[] = [
  { name: 'claimsPerDay', field: 'day', most: 10_000 },
  { name: 'customersHeld', field: 'held', most: 100_000 },
  { name: 'coolDownDays', field: 'cooldown', most: 365 },
  { name: 'cadenceDays', field: 'cadence', most: 3_650 },
  { name: 'managerAfterDays', field: 'manager', most: 365 },
];

const OFF = /^(?:off|no|never|关|关闭|否|不|不掉入|永不)$/i;
const LONGEST_FALL = 365;

/** `settings pool`: shows how the pool works here, or changes what is named. */
export async function changePoolSettings(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const before = await loadPoolSettings(context.db, context.orgId);
  const named = spec.fields.filter(({ name }) => values[name] !== undefined);
  if (named.length === 0) return showSettings(context, spec, before);
  const read = readSettings(before, values, lang);
  if (read.kind === 'unreadable') return askAgain(context, spec, values, read.errors);
  const { settings } = read;
  if (JSON.stringify(settings) === JSON.stringify(before)) {
    const same = settingsCard(settings, t.settingsUnchanged[lang], 'info', lang);
    return answer(context, { kind: 'card', card: same, audience: 'asker' });
  }
  const card = settingsCard(settings, t.settingsSaved[lang], 'good', lang);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    savePoolSettings(context.orgId, settings),
    auditEntry(context, {
      action: 'settings.pool-changed',
      entity: 'organization',
      entityId: context.orgId,
      before,
      after: settings,
    }),
  ]);
}

/** The line under the subject in the list of settings. */
export async function summarizePoolSettings({ db, orgId, actor }: Context): Promise<string> {
  const settings = await loadPoolSettings(db, orgId);
  const { claimsPerDay, coolDownDays } = settings;
  return t.settingsSummaryLine(claimsPerDay, coolDownDays, settings.falls ? settings.fallAfterDays : null)[
    actor.lang
  ];
}

type Read =
  | { readonly kind: 'settings'; readonly settings: PoolSettings }
  | { readonly kind: 'unreadable'; readonly errors: FieldErrors };

function readSettings(before: PoolSettings, values: RawValues, lang: Lang): Read {
  const errors: Record<string, string> = {};
  const numbers: Partial<Record<NumberField['name'], number>> = {};
  for (const { name, field, most } of numberFields) {
    const typed = values[field];
    if (typed === undefined) continue;
    const number = readNumber(typed, most);
    if (number === undefined || (name === 'cadenceDays' && number === 0))
      errors[field] = t.numberWrong(most)[lang];
    else numbers[name] = number;
  }
  const { fall, back } = values;
  const off = fall !== undefined && OFF.test(fall.trim());
  const days = fall === undefined || off ? undefined : readNumber(fall, LONGEST_FALL);
  if (fall !== undefined && !off && (days === undefined || days === 0)) {
    errors.fall = t.numberWrong(LONGEST_FALL)[lang];
  }
  if (Object.keys(errors).length > 0) return { kind: 'unreadable', errors };
  const settings = {
    ...before,
    ...numbers,
    ...(off ? { falls: false } : days === undefined ? {} : { falls: true, fallAfterDays: days }),
    ...(back === undefined ? {} : { claimBack: back === 'yes' }),
  };
  return { kind: 'settings', settings };
}

function readNumber(typed: string, most: number): number | undefined {
  const digits = /^\s*(\d{1,6})\s*(?:days?|天|个)?\s*$/i.exec(typed.normalize('NFKC'))?.[1];
  const number = digits === undefined ? undefined : Number(digits);
  return number !== undefined && number <= most ? number : undefined;
}

function showSettings(context: Context, spec: CommandSpec<never>, settings: PoolSettings): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const card = settingsCard(settings, t.settingsTitle[lang], 'info', lang);
  const button = { label: t.settingsChange[lang], action: 'form.open', target: draftId } as const;
  const buttons = [button, settingsButton(context)];
  const blocks = [...card.blocks, { kind: 'buttons', buttons } as const];
  return commitAll(context, { kind: 'card', card: { ...card, blocks }, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: spec.name, values: writeSettings(settings, lang) }),
  ]);
}

/** As the form takes them. */
function writeSettings(settings: PoolSettings, lang: Lang): RawValues {
  const numbers = numberFields.map(({ name, field }) => [field, String(settings[name])] as const);
  return {
    ...Object.fromEntries(numbers),
    fall: settings.falls ? String(settings.fallAfterDays) : { en: 'off', zh: '关' }[lang],
    back: settings.claimBack ? 'yes' : 'no',
  };
}

function settingsCard(settings: PoolSettings, title: string, tone: Card['tone'], lang: Lang): Card {
  const limit = (value: number): string => (value === 0 ? t.noLimit[lang] : String(value));
  const fact = (label: Bilingual, value: string) => ({ label: label[lang], value });
  return {
    title,
    tone,
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact(t.fieldDay, limit(settings.claimsPerDay)),
          fact(t.fieldHeld, limit(settings.customersHeld)),
          fact(t.fieldCoolDown, String(settings.coolDownDays)),
          fact(t.fieldCadence, String(settings.cadenceDays)),
          fact(t.fieldManager, t.days(settings.managerAfterDays)[lang]),
          fact(t.fieldFall, settings.falls ? t.days(settings.fallAfterDays)[lang] : t.never[lang]),
          fact(t.fieldBack, (settings.claimBack ? t.yes : t.no)[lang]),
        ],
      },
    ],
  };
}
