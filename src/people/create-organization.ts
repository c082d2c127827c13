import { isCurrencyCode } from '../kernel/currency.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { foldEmail, isEmailAddress } from '../kernel/text/contact.ts';
import { isValidZone } from '../kernel/zones.ts';
import { auditEntry } from '../store/audit.ts';
import type { StoreContext } from '../store/context.ts';

export interface NewOrganization {
  readonly name: string;
  /** IANA, e.g. `Asia/Shanghai`. */
  readonly zone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly adminEmail: string;
  readonly adminName?: string;
  /** BCP 47; `zh-CN` where absent and the currency is CNY, else `en`. */
  readonly locale?: string;
  /** 1 to 12. */
  readonly fiscalStartMonth?: number;
  /** Whose public holidays count: `CN` or `none`. */
  readonly calendarRegion?: 'CN' | 'none';
}

const NAME_LENGTH = 200;

/** Makes an organization and its first admin. Refuses with `name`, `zone`, `currency`, `email` or `fiscal-start`. */
export async function createOrganization(
  store: StoreContext,
  input: NewOrganization,
): Promise<Result<{ readonly orgId: string; readonly adminId: string }>> {
  const name = cleanText(input.name, NAME_LENGTH);
  const currency = input.currency.toUpperCase();
  if (name === '') return refuse('name');
  if (!isValidZone(input.zone)) return refuse('zone', { zone: input.zone });
  if (!isCurrencyCode(currency)) return refuse('currency', { currency: input.currency });
  if (!isEmailAddress(input.adminEmail)) return refuse('email', { email: input.adminEmail });
  const fiscalStartMonth = input.fiscalStartMonth ?? 1;
  if (!Number.isInteger(fiscalStartMonth) || fiscalStartMonth < 1 || fiscalStartMonth > 12)
    return refuse('fiscal-start');
  const chinese = currency === 'CNY';
  const locale = input.locale ?? (chinese ? 'zh-CN' : 'en');
  const orgId = store.ids.uuid();
  const adminId = store.ids.uuid();
  const createdAt = new Date(store.clock.now());
  const audit = { ...store, orgId, memberId: null, origin: 'cli' };
  await store.db.$transaction(async (tx) => {
    await tx.organization.create({
      data: {
        id: orgId,
        name,
        zone: input.zone,
        locale,
        currency,
        fiscalStartMonth,
        calendarRegion: input.calendarRegion ?? (chinese ? 'CN' : 'none'),
        adminEmail: input.adminEmail,
        createdAt,
      },
    });
    await tx.member.create({
      data: {
        orgId,
        id: adminId,
        name: input.adminName ?? input.adminEmail.split('@')[0] ?? input.adminEmail,
        email: input.adminEmail,
        emailFolded: foldEmail(input.adminEmail),
        roles: ['admin'],
        createdAt,
      },
    });
    await tx.$executeRaw(
      auditEntry(audit, {
        action: 'organization.created',
        entity: 'organization',
        entityId: orgId,
        after: { name, currency, zone: input.zone },
      }),
    );
  });
  return ok({ orgId, adminId });
}
