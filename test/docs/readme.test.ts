import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/app/registry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => join('docs', path)),
  'simulator/slack/README.md',
  'simulator/feishu/README.md',
].filter((path) => path.endsWith('.md'));
const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts));
const readmes = ['README.md', 'README.zh-CN.md'] as const;

/** Everything that a pattern's first group finds. */
function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

describe('what the pages name exists', () => {
  test.each(pages)('%s: npm scripts', (page) => {
    const named = findAll(read(page), /\bnpm (?:run )?([a-z][a-z:-]*)/g);
    const npmItself = new Set(['ci', 'prune', 'package', 'itself', 'at']);
    expect(named.filter((name) => !scripts.has(name) && !npmItself.has(name))).toEqual([]);
  });

  test.each(pages)('%s: commands of the command line', (page) => {
    const known = knownCliCommands();
    const named = findAll(read(page), /`(?:npx )?dealbell ([a-z][a-z -]*[a-z])/g);
    const lines = findAll(read(page), /^npx dealbell ([a-z][a-z -]*[a-z])/gm);
    const unknown = [...named, ...lines].filter(
      (typed) => !known.some((name) => startsWithWords(typed, name)),
    );
    expect(unknown).toEqual([]);
  });

  test.each(pages)('%s: links and pictures', (page) => {
    const targets = findAll(read(page), /\]\(([^)\s]+)\)/g).filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !leadsSomewhere(page, target))).toEqual([]);
  });

  test('the pages are found and say something that can be wrong', () => {
    expect(pages).toEqual(expect.arrayContaining([...readmes, 'docs/delivery.md', 'docs/commands.md']));
    for (const page of readmes) {
      expect(findAll(read(page), /\bnpm (?:run )?([a-z][a-z:-]*)/g)).toContain('start');
      expect(findAll(read(page), /\]\(([^)\s]+)\)/g).length).toBeGreaterThan(10);
    }
  });
});

describe('.env.example', () => {
  const example = read('.env.example');
  const known = findAll(read('src/app/config.ts'), /^ {2}([A-Z][A-Z_]+):/gm).sort();

  test('names every variable that is read, and no other', () => {
    expect(known).toContain('DATABASE_URL');
    expect(findAll(example, /^#?([A-Z][A-Z_]+)=/gm).sort()).toEqual(known);
  });

  test('sets nothing by itself, and says what each variable is for', () => {
    const lines = example.split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    const bare = lines.filter(
      (line, index) => /^#[A-Z_]+=/.test(line) && !/^# [A-Za-z0-9]/.test(lines[index - 1] ?? ''),
    );
    expect(bare).toEqual([]);
  });
});

describe('both languages', () => {
  test('the READMEs have the same build', () => {
    const [english, chinese] = readmes.map((page) => outlineOf(read(page)));
    expect(english?.length).toBeGreaterThan(10);
    expect(chinese).toEqual(english);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    'docs/commands.md shows %s in both',
    (name, command) => {
      const text = read('docs/commands.md');
      expect(text).toContain(`\`${name}\``);
      expect(text).toContain(`\`${command.example.en}\``);
      expect(text).toContain(`\`${command.example.zh}\``);
    },
  );
});

/** The order of headings, code blocks, pictures, tables and list items, without their words. */
function outlineOf(text: string): string[] {
  let code = false;
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      code = !code;
      return code ? [line] : [];
    }
    if (code) return [];
    const mark = /^(#+ |!\[|\| |- |\d\. |\*\*)/.exec(line)?.[1];
    return mark === undefined ? [] : [mark];
  });
}

function knownCliCommands(): readonly string[] {
  const sources = readdirSync(join(root, 'src/app/cli')).map((file) => read(join('src/app/cli', file)));
  const names = sources.flatMap((source) => findAll(source, /^ {2}name: '([^']+)'/gm));
  return ['start', 'demo', 'manifest slack', 'manifest feishu', ...names];
}

/** `deliveries retry ID` is `deliveries retry`, and `workspace connect` begins one. */
function startsWithWords(typed: string, name: string): boolean {
  return `${typed} `.startsWith(`${name} `) || `${name} `.startsWith(`${typed} `);
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return false;
  return (
    anchor === undefined ||
    findAll(read(file), /^#+ (.+)$/gm)
      .map(toAnchor)
      .includes(anchor)
  );
}

/** As GitHub makes them. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
