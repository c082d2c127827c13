import { auditEntry } from '../../store/audit.ts';
import { findNearLines } from './near.ts';
import type { Finding } from './report.ts';
import { type Counts, finishRun, saveProgress } from './run-store.ts';
import type { Running } from './running.ts';
import { runSql } from './session.ts';

const A_PAGE = 500;

/** The near matches of all lines, the planner's figures, and the line in the audit log that says how it ended. */
export async function finishImport(running: Running): Promise<Counts> {
  const { caller, session, request, report, source } = running;
  const { orgId, org, clock } = caller;
  const { id, next, counts } = running.current;
  if (request.dryRun) return counts;
  request.onProgress?.({ phase: 'near', bytes: source.bytes, total: source.bytes, counts });
  const { client } = session;
  // What comes now, and everything that people do tomorrow, is planned by it.
  await client.query(
    'ANALYZE customers, customer_keys, contacts, ownership_changes, external_ids, import_lines',
  );
  await client.query('BEGIN');
  try {
    let near = 0;
    let page: Finding[] = [];
    for await (const finding of findNearLines(session, { orgId, importId: id, zone: org.zone })) {
      near += 1;
      page.push(finding);
      if (page.length >= A_PAGE) await report.add(page.splice(0));
    }
    await report.add(page);
    page = [];
    const done = { ...counts, near };
    const after = { id, next, loaded: false, counts: done, reportBytes: report.length() };
    await saveProgress(client, orgId, running.current, after);
    await finishRun(client, orgId, id, clock.now());
    await runSql(
      session,
      auditEntry(caller, { action: 'import.finished', entity: 'import', entityId: id, after: done }),
    );
    await client.query('COMMIT');
    running.current = { ...running.current, counts: done, reportBytes: report.length() };
    return done;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    report.rewind(running.current.reportBytes);
    throw error;
  }
}
