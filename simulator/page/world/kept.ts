import { useState } from 'preact/hooks';

/** A value that outlives a reload of the page. Where the browser keeps nothing, it lives as long as the page. */
export function useKept<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readKept(name) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(`playground.${name}`, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing is no reason to stop.
      }
    },
  ];
}

function readKept<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(`playground.${name}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
