const HUES = 8;

/** A person's initial on a colour of their own. */
export function Avatar({ name, isBot = false }: { readonly name: string; readonly isBot?: boolean }) {
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
  return (
    <span class={`avatar ${isBot ? 'avatar-bot' : `avatar-${hue}`}`} aria-hidden="true">
      {isBot ? '🔔' : ([...name][0] ?? '?')}
    </span>
  );
}
