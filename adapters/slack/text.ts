/**
 * The words of a message as its writer saw them: Slack's references become names, its three entities characters.
 * `<@U1|ann>` → `@U1`, `<#C1|sales>` → `#sales`, `<https://a.b|a.b>` → `a.b`.
 */
export function readText(text: string): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<!(\w+)[^>]*>/g, '@$1')
    .replace(/<(?:mailto:|tel:)?[^|>\s]+\|([^>]+)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?((?:https?:\/\/)?[^|>\s]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
