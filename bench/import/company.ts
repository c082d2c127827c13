import { createDb } from '../../src/store/client.ts';

const ORG = '01900000-0000-7000-8000-0000000000a1';
export const OWNERS = 200;
export const CATEGORIES = ['A', 'B', 'C', 'D'] as const;

export function ownerEmail(number: number): string {
  return `sales${number % OWNERS}@bench.example`;
}

/** A company with two hundred salespeople and four categories, the same in every database. */
export async function seedCompany(url: string): Promise<void> {
  const db = createDb({ url });
  const createdAt = new Date(0);
  const base = { orgId: ORG, createdAt };
  await db.organization.create({
    data: {
      id: ORG,
      name: 'Bench',
      zone: 'Asia/Shanghai',
      locale: 'en',
      currency: 'CNY',
      adminEmail: 'admin@bench.example',
      createdAt,
    },
  });
  const people = Array.from({ length: OWNERS }, (_, number) => ({
    ...base,
    id: idOf(1_000 + number),
    name: `Salesperson ${number}`,
    email: ownerEmail(number),
    emailFolded: ownerEmail(number),
    roles: ['sales'],
  }));
  const admin = {
    ...base,
    id: idOf(1),
    name: 'Admin',
    email: 'admin@bench.example',
    emailFolded: 'admin@bench.example',
  };
  await db.member.createMany({ data: [...people, { ...admin, roles: ['admin'] }] });
  await db.category.createMany({
    data: CATEGORIES.map((code, index) => ({
      orgId: ORG,
      id: idOf(10 + index),
      code,
      name: `Class ${code}`,
      cadenceDays: 30,
    })),
  });
  await db.$executeRaw`ANALYZE`;
  await db.$disconnect();
}

function idOf(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
