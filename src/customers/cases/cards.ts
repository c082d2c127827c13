import type { Button, Card, CardBlock } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { formatBasisPoints } from '../../kernel/money.ts';
import { cutText } from '../../kernel/text/clean.ts';
import { localDateOf } from '../../kernel/zones.ts';
import { type Part, readSides, WHOLE } from './rules.ts';
import type { Case, Evidence } from './store.ts';
import { caseText as t } from './text.ts';

const WORDS_SHOWN = 600;
const DAYS_SHOWN = 3;

/** The case as this person may see it. Who decides sees the evidence, the two sides what they know themselves. */
export function caseCard(
  about: Case,
  part: Exclude<Part, 'nobody'>,
  evidence: readonly Evidence[],
  lang: Lang,
): Card {
  if (about.state !== 'open') return closedCard(about, part, lang);
  switch (part) {
    case 'claimant':
      return claimantCard(about, lang);
    case 'respondent':
      return respondentCard(about, lang);
    case 'decider':
      return evidenceCard(about, evidence, lang, true);
    case 'onlooker':
      return evidenceCard(about, evidence, lang, false);
  }
}

function evidenceCard(about: Case, evidence: readonly Evidence[], lang: Lang, mayDecide: boolean): Card {
  const { claimantName, respondentName } = about;
  const facts = [
    {
      label: t.createdBy[lang],
      value: [dayOf(about.customerSince, about, lang), about.creatorName ?? ''].filter(Boolean).join(' · '),
    },
    { label: t.presentOwner[lang], value: about.ownerName ?? t.pool[lang] },
    { label: t.saysClaimant(claimantName)[lang], value: cutText(about.statement, WORDS_SHOWN) },
    {
      label: t.saysClaimant(respondentName)[lang],
      value: cutText(about.answer, WORDS_SHOWN) || t.saidNothing[lang],
    },
  ];
  const blocks: CardBlock[] = [
    { kind: 'text', text: t.decideHow(claimantName, respondentName)[lang] },
    evidenceFacts(about, evidence, lang),
    { kind: 'facts', facts },
  ];
  if (mayDecide) blocks.push({ kind: 'buttons', buttons: decideButtons(about, lang) });
  return { title: t.decideHeading(about.customerName)[lang], tone: 'warn', blocks };
}

/** What is known of both sides, a fact a line: three columns are cut on a phone. */
function evidenceFacts(about: Case, evidence: readonly Evidence[], lang: Lang): CardBlock {
  const none = t.none[lang];
  const day = (date: string | null | undefined) => (date ? formatDate(date, lang) : none);
  const names = [about.claimantName, about.respondentName];
  const row = (label: string, told: readonly string[]) => ({
    label,
    value: told.map((each, side) => `${names[side]} ${each}`).join(' · '),
  });
  const facts = [
    row(
      t.firstFollowUp[lang],
      evidence.map(({ first }) => day(first)),
    ),
    row(
      t.lastFollowUp[lang],
      evidence.map(({ last }) => day(last)),
    ),
    row(
      t.followUps[lang],
      evidence.map(({ count }) => String(count)),
    ),
    row(
      t.owned[lang],
      evidence.map(({ owned }) => owned.slice(0, DAYS_SHOWN).map(day).join(', ') || none),
    ),
    row(t.claims[lang], [day(about.claimedOn)]),
  ];
  return { kind: 'facts', facts };
}

function decideButtons(about: Case, lang: Lang): readonly Button[] {
  const quick = (label: string, name: string, way: string): Button => ({
    label,
    action: 'case.decide',
    target: `${about.id}.${way}`,
    confirm: { title: label, text: t.confirmText(name)[lang], yes: t.yes[lang], no: t.no[lang] },
  });
  const { claimantName, respondentName } = about;
  return [
    quick(t.buttonKeep(respondentName)[lang], respondentName, 'holder'),
    quick(t.buttonGive(claimantName)[lang], claimantName, 'claimant'),
    { label: t.buttonSplit[lang], action: 'case.decide', target: `${about.id}.split` },
  ];
}

/** What the claimant calls the customer; who only knew its phone typed no name. */
function nameFor(about: Case, lang: Lang): string {
  return about.typedName || t.unnamed[lang];
}

/** The claimant learns the owner and the last contact, as when they were refused, and nothing more. */
function claimantCard(about: Case, lang: Lang): Card {
  const contact = about.lastContactAt === null ? t.none[lang] : dayOf(about.lastContactAt, about, lang);
  return {
    title: t.partyHeading(nameFor(about, lang))[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: t.claimantWaits[lang] },
      {
        kind: 'facts',
        facts: [
          { label: t.presentOwner[lang], value: about.ownerName ?? t.pool[lang] },
          { label: t.lastFollowUp[lang], value: contact },
          ...(about.claimedOn
            ? [{ label: t.fieldSince[lang], value: formatDate(about.claimedOn, lang) }]
            : []),
          { label: t.yourWords[lang], value: cutText(about.statement, WORDS_SHOWN) },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonWithdraw[lang], action: 'case.withdraw', target: about.id, style: 'danger' },
        ],
      },
    ],
  };
}

/** The owner learns who claims the customer, not what they tell about it. */
function respondentCard(about: Case, lang: Lang): Card {
  const said =
    about.answer === '' ? [] : [{ label: t.yourWords[lang], value: cutText(about.answer, WORDS_SHOWN) }];
  return {
    title: t.partyHeading(about.customerName)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.respondentAsked(about.claimantName)[lang] },
      ...(said.length > 0 ? [{ kind: 'facts', facts: said } as const] : []),
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonAnswer[lang], action: 'case.answer', target: about.id, style: 'primary' },
          { label: t.buttonCustomer[lang], action: 'customer.show', target: about.customerId },
        ],
      },
      { kind: 'note', text: t.onlyDecider[lang] },
    ],
  };
}

function closedCard(about: Case, part: Exclude<Part, 'nobody'>, lang: Lang): Card {
  const isOwner = part === 'claimant' && about.ruledOwnerId === about.claimantId;
  const customer = part === 'claimant' && !isOwner ? nameFor(about, lang) : about.customerName;
  if (about.state === 'withdrawn') {
    const blocks: CardBlock[] = [{ kind: 'text', text: t.withdrawnHow[lang] }];
    return { title: t.withdrawnTitle(customer)[lang], tone: 'plain', blocks };
  }
  const facts = [
    { label: t.ruledBy[lang], value: about.deciderName ?? '' },
    { label: t.split[lang], value: describeSplit(about, lang) },
    { label: t.fieldReason[lang], value: cutText(about.reason, WORDS_SHOWN) },
  ].filter(({ value }) => value !== '');
  const blocks: CardBlock[] = [{ kind: 'facts', facts }];
  const shows =
    isOwner || part === 'decider' || (part === 'respondent' && about.ruledOwnerId === about.respondentId);
  if (shows) {
    const button: Button = {
      label: t.buttonCustomer[lang],
      action: 'customer.show',
      target: about.customerId,
    };
    blocks.push({ kind: 'buttons', buttons: [button] });
  }
  const owner = about.ruledOwnerId === about.claimantId ? about.claimantName : about.respondentName;
  return { title: t.ruledTitle(customer, owner)[lang], tone: 'good', blocks };
}

function describeSplit(about: Case, lang: Lang): string {
  const { claimantName, respondentName, ownerBasisPoints } = about;
  const owned = ownerBasisPoints ?? WHOLE;
  const names = { [about.claimantId]: claimantName, [about.respondentId]: respondentName };
  const { ownerId, otherId } = readSides(
    about,
    about.ruledOwnerId === about.claimantId ? 'claimant' : 'holder',
  );
  const parts = [
    [ownerId, owned],
    [otherId, WHOLE - owned],
  ] as const;
  const shares = parts
    .filter(([, basisPoints]) => basisPoints > 0)
    .map(([id, basisPoints]) => `${names[id] ?? ''} ${formatBasisPoints(basisPoints)}`)
    .join(' · ');
  const day = about.closedAt === null ? '' : dayOf(about.closedAt, about, lang);
  return t.splitFrom(shares, day)[lang];
}

function dayOf(at: number, { zone }: Case, lang: Lang): string {
  return formatDate(localDateOf(at, zone), lang);
}
