import { useState } from 'preact/hooks';
import { type Json, recordsOf, textOf } from '../../common/json.ts';
import { useWords } from '../wording.ts';

/** A table, one page at a time. */
export function Table({ component }: { readonly component: Json }) {
  const { t } = useWords();
  const [page, setPage] = useState(0);
  const columns = recordsOf(component, 'columns');
  const rows = recordsOf(component, 'rows');
  const size = typeof component.page_size === 'number' ? component.page_size : 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const align = (column: Json) => ({ textAlign: textOf(column, 'horizontal_align') ?? 'left' });
  return (
    <div class="table-box">
      <table class="card-table">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" style={align(column)}>
                {textOf(column, 'display_name')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(page * size, (page + 1) * size).map((row, line) => (
            <tr key={line}>
              {columns.map((column, index) => (
                <td key={index} style={align(column)}>
                  {String(row[textOf(column, 'name') ?? ''] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <div class="table-pages">
          <button
            type="button"
            class="small"
            aria-label={t.previous}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            ‹
          </button>
          <span>{t.page(page + 1, pages)}</span>
          <button
            type="button"
            class="small"
            aria-label={t.next}
            disabled={page + 1 >= pages}
            onClick={() => setPage(page + 1)}
          >
            ›
          </button>
        </div>
      )}
    </div>
  );
}
