import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { foldProduct, type OrderLine } from './parse.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** An order's product lines in their order; none where nobody named any. */
export function listLines(db: Reader, orgId: string, orderId: string): Promise<readonly OrderLine[]> {
  return db.$queryRaw<OrderLine[]>`
    SELECT product, trim_scale(quantity)::text AS quantity, amount FROM current_order_lines
    WHERE org_id = ${orgId}::uuid AND order_id = ${orderId}::uuid ORDER BY position`;
}

/** The statements that write all lines of an order anew; a product that is new becomes known. To run in their order. */
export function reviseLines(
  context: ActingContext,
  orderId: string,
  lines: readonly OrderLine[],
  reason = '',
): readonly Sql[] {
  if (lines.length === 0) return [];
  const { orgId, memberId } = context;
  const now = new Date(context.clock.now());
  const names = new Map(lines.map(({ product }) => [foldProduct(product), product]));
  const products = [...names].map(
    ([key, name]) => Prisma.sql`(${orgId}::uuid, ${context.ids.uuid()}::uuid, ${name}, ${key},
      ${now}::timestamptz, ${memberId}::uuid)`,
  );
  const rows = lines.map(({ product, quantity, amount }, row) => ({
    position: row + 1,
    key: foldProduct(product),
    quantity,
    amount: amount.toString(),
  }));
  return [
    Prisma.sql`INSERT INTO products (org_id, id, name, name_key, created_at, created_by)
      VALUES ${Prisma.join(products)} ON CONFLICT (org_id, name_key) DO NOTHING`,
    Prisma.sql`INSERT INTO order_line_revisions (org_id, order_id, revision, position, product_id, quantity, amount,
        recorded_at, recorded_by, reason)
      SELECT ${orgId}::uuid, ${orderId}::uuid,
        (SELECT COALESCE(max(revision), 0) + 1 FROM order_line_revisions
          WHERE org_id = ${orgId}::uuid AND order_id = ${orderId}::uuid),
        l.position, p.id, l.quantity, l.amount, ${now}::timestamptz, ${memberId}::uuid, ${reason}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l(position int, key text, quantity numeric, amount bigint)
      JOIN products p ON p.org_id = ${orgId}::uuid AND p.name_key = l.key`,
  ];
}

/** A product that the organization sells. */
export interface Product {
  readonly id: string;
  readonly name: string;
  /** In how many lines it stands. */
  readonly uses: number;
}

/** The organization's products, those that are sold most first. */
export function listProducts(db: Reader, orgId: string, limit: number): Promise<readonly Product[]> {
  return db.$queryRaw<Product[]>`
    SELECT p.id, p.name, u.uses FROM products p
    CROSS JOIN LATERAL (SELECT count(*)::int AS uses FROM order_line_revisions l
      WHERE l.org_id = p.org_id AND l.product_id = p.id) u
    WHERE p.org_id = ${orgId}::uuid ORDER BY u.uses DESC, p.name LIMIT ${limit}::int`;
}

/** The statement that makes a product known; changes nothing if it is. */
export function insertProduct(context: ActingContext, id: string, name: string): Sql {
  return Prisma.sql`INSERT INTO products (org_id, id, name, name_key, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${id}::uuid, ${name}, ${foldProduct(name)},
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)
    ON CONFLICT (org_id, name_key) DO NOTHING`;
}

/** The statement that gives a product another name; breaks `products_org_id_name_key_key` if another one has it. */
export function renameProduct(orgId: string, id: string, name: string): Sql {
  return Prisma.sql`UPDATE products SET name = ${name}, name_key = ${foldProduct(name)}
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}
