import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly closeLabel: string;
  readonly children: ComponentChildren;
  readonly kind?: 'modal' | 'confirm';
};

const FOCUSABLE = 'input, textarea, select, button';

/** Something that wants an answer before the rest of its panel goes on. Escape closes it. */
export function Dialog({ title, onClose, closeLabel, children, kind = 'modal' }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>(
      '.dialog-body input, .dialog-body textarea, .dialog-body select',
    );
    (first ?? box.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // Somebody may have clicked into the other platform meanwhile, so Escape is heard wherever the focus is.
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [onClose]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && box.current !== null) keepInside(box.current, event);
  };
  return (
    <div class="veil">
      <div
        class={`dialog dialog-${kind}`}
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        onKeyDown={press}
      >
        <div class="dialog-head">
          <h2>{title}</h2>
          <button type="button" class="dialog-x" aria-label={closeLabel} onClick={onClose}>
            ×
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}

/** Sends the focus round instead of out of the dialog. */
function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (each) => !each.hasAttribute('disabled'),
  );
  const end = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}
