/** A link that leads to a web page and nowhere else. */
export function SafeLink({ url, text }: { readonly url: string; readonly text: string }) {
  const words = text === '' ? url : text;
  if (!/^https?:\/\//u.test(url)) return <span>{words}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}
