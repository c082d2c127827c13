// Who may import whom, written once: dependency-cruiser checks it, and each rule carries imports that it must refuse.

/** The rooms of src/ from left to right; a room may import what stands to its left. */
const rooms = [
  'kernel',
  'chat',
  'store',
  'people',
  'customers',
  'followups',
  'deals',
  'orders',
  'performance',
  'appraisal',
  'bonus',
  'pushes',
  'offboarding',
  'audit',
  'import',
];
const anyRoom = `^src/(${rooms.join('|')})/`;

const betweenRooms = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-looks-left-only`,
  comment: `What must flow from ${room} to the right goes by an outbox event, a port that app fills, or a column.`,
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(index + 1).join('|')})/` },
  probes: [
    [`src/${room}/probe.ts`, `src/${rooms[index + 1]}/probe.ts`],
    [`src/${room}/probe.ts`, `src/${rooms.at(-1)}/probe.ts`],
  ],
}));

const rules = [
  ...betweenRooms,
  {
    name: 'rooms-know-no-edge',
    comment: 'A room knows its subject, not who serves it, carries it or shows it.',
    from: { path: anyRoom },
    to: { path: '^(src/http|src/app|adapters|jobs|simulator|bench|test)/' },
    probes: [
      ['src/orders/edge.ts', 'src/http/probe.ts'],
      ['src/pushes/edge.ts', 'jobs/probe.ts'],
      ['src/chat/edge.ts', 'adapters/slack/probe.ts'],
    ],
  },
  {
    name: 'http-and-jobs-see-rooms-only',
    comment: 'A platform is reached through the Sender port of chat; app puts everything together.',
    from: { path: '^(src/http|jobs)/' },
    to: { path: '^(src/app|adapters|simulator|bench|test)/' },
    probes: [
      ['jobs/edge.ts', 'adapters/feishu/probe.ts'],
      ['src/http/edge.ts', 'src/app/probe.ts'],
    ],
  },
  {
    name: 'jobs-and-http-keep-apart',
    comment: 'A worker runs without a server and a server without a worker.',
    from: { path: '^(src/http|jobs)/' },
    to: { path: '^(src/http|jobs)/', pathNot: '^$1/' },
    probes: [
      ['jobs/apart.ts', 'src/http/probe.ts'],
      ['src/http/apart.ts', 'jobs/probe.ts'],
    ],
  },
  {
    name: 'adapters-see-chat-and-kernel',
    comment: 'An adapter translates; it decides nothing and stores nothing.',
    from: { path: '^adapters/' },
    to: { path: '^(src/(?!chat/|kernel/)|jobs/|simulator/|bench/|test/)' },
    probes: [
      ['adapters/slack/edge.ts', 'src/store/probe.ts'],
      ['adapters/feishu/edge.ts', 'simulator/feishu/probe.ts'],
    ],
  },
  {
    name: 'adapters-keep-apart',
    comment: 'One platform must be removable without the other.',
    from: { path: '^adapters/([^/]+)/' },
    to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    probes: [['adapters/slack/apart.ts', 'adapters/feishu/probe.ts']],
  },
  {
    name: 'simulator-sees-nothing-of-ours',
    comment: 'Otherwise it could not judge us.',
    from: { path: '^simulator/' },
    to: { path: '^(src|adapters|jobs|bench|test)/' },
    probes: [
      ['simulator/slack/edge.ts', 'adapters/slack/probe.ts'],
      ['simulator/page/edge.tsx', 'src/chat/probe.ts'],
    ],
  },
  {
    name: 'simulator-knows-no-page',
    comment: 'The page is for a browser and is bundled by itself.',
    from: { path: '^simulator/(?!page/)' },
    to: { path: '^simulator/page/' },
    probes: [['simulator/slack/page-edge.ts', 'simulator/page/probe.ts']],
  },
  {
    name: 'app-is-imported-by-nobody',
    comment: 'It sees everything, so whoever saw it would see everything too.',
    from: { pathNot: '^(src/app|test|bench|scripts)/' },
    to: { path: '^src/app/' },
    probes: [['adapters/slack/app-edge.ts', 'src/app/probe.ts']],
  },
  {
    name: 'generated-client-stays-in-store',
    comment: 'The client is opened and its types are named in one place.',
    from: { pathNot: '^(src/store|test|bench|scripts)/' },
    to: { path: '^src/store/generated/' },
    probes: [['src/people/generated-edge.ts', 'src/store/generated/probe.ts']],
  },
  {
    name: 'kernel-and-chat-are-pure',
    comment: 'Decisions and their words need no disk, no network and no database.',
    from: { path: '^src/(kernel|chat)/' },
    to: {
      path: [
        '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|child_process|worker_threads|cluster)$',
        'node_modules/(pg|@prisma|fastify|bullmq|ioredis|undici)/',
      ],
    },
    probes: [
      ['src/kernel/impure.ts', 'node:fs'],
      ['src/chat/impure.ts', 'pg'],
    ],
  },
  {
    name: 'platform-packages-stay-outside',
    comment: 'Only adapters speak to a platform, and the simulator proves itself with the vendors’ own code.',
    from: { path: '^(src|jobs)/' },
    to: { path: 'node_modules/(@slack|@larksuiteoapi)/' },
    probes: [['src/pushes/platform.ts', '@slack/web-api']],
  },
  {
    name: 'production-needs-no-development-package',
    comment: 'What runs must be there after `npm ci --omit=dev`.',
    from: { path: '^(src|adapters|jobs|simulator/(?!page/))' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    probes: [['jobs/development.ts', 'fast-check']],
  },
  {
    name: 'nothing-unresolvable',
    comment: 'An import that leads nowhere would fail at start.',
    from: {},
    to: { couldNotResolve: true },
    probes: [['src/store/unresolvable.ts', './nowhere.ts']],
  },
  {
    name: 'no-circles',
    comment: 'Files that need each other are one file or three.',
    from: {},
    to: { circular: true },
    probes: [['src/kernel/circle-a.ts', 'src/kernel/circle-b.ts', 'src/kernel/circle-a.ts']],
  },
];

/** Imports that must be allowed: a rule that refuses these is too wide. */
const allowed = [
  ['src/pushes/allowed.ts', 'src/orders/probe.ts'],
  ['src/orders/allowed.ts', 'src/kernel/probe.ts'],
  ['src/http/allowed.ts', 'src/people/probe.ts'],
  ['jobs/allowed.ts', 'src/pushes/probe.ts'],
  ['adapters/slack/allowed.ts', 'src/chat/probe.ts'],
  ['adapters/slack/allowed-package.ts', '@slack/web-api'],
  ['simulator/slack/allowed.ts', 'simulator/slack/probe.ts'],
  ['src/app/allowed.ts', 'adapters/feishu/probe.ts'],
];

module.exports = { rooms, rules, allowed };
