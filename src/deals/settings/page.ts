import type { Button, Card, ListItem } from '../../chat/card.ts';
import { nameCustomField } from '../../customers/custom/field.ts';
import { formatBasisPoints, formatMoney } from '../../kernel/money.ts';
import type { Context } from '../../people/context.ts';
import { settingsButton } from '../../people/settings.ts';
import type { Tx } from '../../store/client.ts';
import { listOwnFields } from '../own-fields.ts';
import { findBigFrom, type Stage } from '../rules.ts';
import { listReasons, listStages } from '../stages-store.ts';
import { factNames } from '../text.ts';
import { findBigAmount } from './store.ts';
import { settingsText as t } from './text.ts';

/** Everything that is set about deals, with what changes it. `title`: what has just happened. */
export async function drawPage(
  context: Context,
  db: Tx,
  title = t.pageTitle[context.actor.lang],
  tone: Card['tone'] = 'info',
): Promise<Card> {
  const { orgId, org, actor } = context;
  const { lang } = actor;
  const [stages, own, reasons, big] = await Promise.all([
    listStages(db, orgId),
    listOwnFields({ db: context.db, orgId }),
    listReasons(db, orgId),
    findBigAmount(db, orgId),
  ]);
  const labels = new Map(own.map(({ id, label }) => [nameCustomField(id), label]));
  const used = reasons.filter(({ active }) => active).map(({ name }) => name[lang]);
  const run = (label: string, target: string): Button => ({ label, action: 'command.run', target });
  return {
    title,
    tone,
    blocks: [
      { kind: 'list', items: stages.map((stage, place) => drawStage(stage, place + 1, labels, context)) },
      {
        kind: 'facts',
        facts: [
          { label: t.reasonsAre[lang], value: used.join(lang === 'zh' ? '、' : ', ') },
          {
            label: t.bigFrom[lang],
            value: formatMoney(findBigFrom(big, org.currency), org.currency, lang),
          },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          run(t.buttonAdd[lang], 'settings deals add'),
          run(t.buttonReasons[lang], 'settings deals reasons'),
          run(t.buttonBig[lang], 'settings deals big'),
          settingsButton(context),
        ],
      },
    ],
  };
}

function drawStage(
  stage: Stage,
  place: number,
  labels: ReadonlyMap<string, string>,
  { actor: { lang } }: Context,
): ListItem {
  const { name, probabilityBp, staleDays, required, requiredOwn, active, code } = stage;
  const facts = [
    ...required.map((fact) => factNames[fact][lang]),
    ...requiredOwn.flatMap((own) => labels.get(own) ?? []),
  ].join(lang === 'zh' ? '、' : ', ');
  const note = [
    active ? '' : t.retired[lang],
    t.figures(formatBasisPoints(probabilityBp), String(staleDays))[lang],
    facts === '' ? '' : t.requires(facts)[lang],
  ];
  const target = `settings deals edit ${code}`;
  return {
    text: [{ text: t.stageLine(String(place), name[lang])[lang], bold: true }],
    note: note.filter((part) => part !== '').join(' · '),
    buttons: [{ label: t.buttonEdit[lang], action: 'command.run', target }],
  };
}

/** What stands, in a line for the overview of all settings. */
export async function summarizeStages({ db, orgId, actor }: Context): Promise<string> {
  const stages = await listStages(db, orgId);
  return stages
    .filter(({ active }) => active)
    .map(({ name, probabilityBp }) => `${name[actor.lang]} ${formatBasisPoints(probabilityBp)}`)
    .join(' · ');
}
