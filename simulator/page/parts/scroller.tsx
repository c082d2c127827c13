import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** How far from the end somebody may be and still be taken along; pixels. */
const NEAR = 160;

/** A list of messages that stays at its end while somebody is there. @param version changes when its content does */
export function Scroller({
  version,
  label,
  children,
}: {
  readonly version: string;
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const list = box.current;
    if (list !== null && isAtEnd.current) list.scrollTop = list.scrollHeight;
  }, [version]);
  return (
    <section
      class="messages"
      ref={box}
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: list }) => {
        isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
      }}
    >
      {children}
    </section>
  );
}
