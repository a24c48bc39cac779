/** What the product consists of, as plain data. The AWS stacks and the local host both read it; the parity test compares both with it. */
import { apiRoutes } from '#api/routes.ts';
import { customerRoutes, staffRoutes } from '#pages/routes.ts';

/** The two sparse indexes; DynamoDB wants names of three characters at least. */
export const indexes = [
  { name: 'by-g1', attribute: 'g1' },
  { name: 'by-g2', attribute: 'g2' },
] as const;

export type Trust = 'public' | 'staff' | 'integration' | 'mail' | 'workflow' | 'schedule';
export type FunctionSpec = {
  name: string;
  /** handlers/<entry>.ts, exporting `handler`. */
  entry: string;
  trust: Trust;
  memory: number;
  seconds: number;
  /** What it may reach; grants are made of this and nothing else. */
  uses: readonly ('table' | 'blobs' | 'mail' | 'workflows' | 'schedule' | 'link-secret' | 'identity')[];
  /** What a person loses when it fails: the text of its alarm. */
  impact: string;
};

export const functions = [
  {
    name: 'customer-pages',
    entry: 'customer-pages',
    trust: 'public',
    memory: 512,
    seconds: 29,
    uses: ['table', 'blobs', 'mail', 'workflows', 'link-secret'],
    impact: 'Customers cannot hand in or follow claims.',
  },
  {
    name: 'staff-pages',
    entry: 'staff-pages',
    trust: 'staff',
    memory: 512,
    seconds: 29,
    uses: ['table', 'blobs', 'mail', 'workflows', 'schedule', 'link-secret', 'identity'],
    impact: 'Managers, heads and legal cannot work on claims.',
  },
  {
    name: 'api',
    entry: 'api',
    trust: 'integration',
    memory: 512,
    seconds: 29,
    uses: ['table', 'workflows', 'link-secret'],
    impact: 'Connected systems cannot hand in claims or import invoices and payments.',
  },
  {
    name: 'mail-in',
    entry: 'mail-in',
    trust: 'mail',
    memory: 1024,
    seconds: 120,
    uses: ['table', 'blobs', 'mail', 'workflows', 'link-secret'],
    impact: 'Claims that come by e-mail wait unread; they are kept.',
  },
  {
    name: 'mail-events',
    entry: 'mail-events',
    trust: 'mail',
    memory: 256,
    seconds: 30,
    uses: ['table', 'workflows', 'link-secret'],
    impact: 'Bounced letters are not noticed.',
  },
  {
    name: 'claim-steps',
    entry: 'claim-steps',
    trust: 'workflow',
    memory: 1024,
    seconds: 120,
    uses: ['table', 'blobs', 'mail', 'workflows', 'link-secret'],
    impact: 'Receipts and approved replies do not leave.',
  },
  {
    name: 'deadline-steps',
    entry: 'deadline-steps',
    trust: 'workflow',
    memory: 512,
    seconds: 120,
    uses: ['table', 'mail', 'workflows', 'link-secret'],
    impact: 'Nobody is warned of a legal date.',
  },
  {
    name: 'counter-claim-steps',
    entry: 'counter-claim-steps',
    trust: 'workflow',
    memory: 1024,
    seconds: 120,
    uses: ['table', 'blobs', 'mail', 'workflows', 'link-secret'],
    impact: 'Approved counter-claims do not leave; terms of customers are not watched.',
  },
  {
    name: 'breach-steps',
    entry: 'breach-steps',
    trust: 'workflow',
    memory: 512,
    seconds: 120,
    uses: ['table', 'workflows', 'link-secret'],
    impact: 'Late payments are not found.',
  },
  {
    name: 'sweep',
    entry: 'sweep',
    trust: 'schedule',
    memory: 512,
    seconds: 300,
    uses: ['table', 'blobs', 'mail', 'workflows', 'link-secret'],
    impact: 'What a crash interrupted is not taken up again.',
  },
] as const satisfies readonly FunctionSpec[];
export type FunctionName = (typeof functions)[number]['name'];

/** One state machine per *.asl.json; `steps` is the function whose name replaces the placeholder in the file; `distributed` the label of its distributed Map. */
export const machines = [
  { name: 'claim', placeholder: 'ClaimSteps', steps: 'claim-steps' },
  { name: 'deadlines', placeholder: 'DeadlineSteps', steps: 'deadline-steps' },
  { name: 'counter-claim', placeholder: 'CounterClaimSteps', steps: 'counter-claim-steps' },
  { name: 'breach-scan', placeholder: 'BreachSteps', steps: 'breach-steps', distributed: 'Shards' },
] as const satisfies readonly { name: string; placeholder: string; steps: FunctionName; distributed?: string }[];

/** Recurring work: `every` an ISO duration, or a daily hour in a zone. */
export const schedules = [
  { name: 'sweep', function: 'sweep', input: { job: 'sweep' }, every: 'PT15M' },
  { name: 'daily-scan', function: 'sweep', input: { job: 'daily-scan' }, daily: { hour: 6, minute: 0, zone: 'Europe/Moscow' } },
] as const;

/** Mail that comes in for these recipients goes to the function; everything else is refused at the door. */
export const mailRules = [
  { name: 'claims', recipient: 'claims address and its signed reply addresses', function: 'mail-in', maxBytes: 40 * 1024 * 1024 },
] as const;

/** Folders of the bucket that functions may reach; a key anywhere else is refused on both hosts. */
export const blobFolders = ['evidence', 'letters', 'mail'] as const;

export const groups = ['manager', 'head', 'legal', 'finance', 'engineer'] as const;

/** Every door of the web, by the function behind it. */
export const routes = [
  ...customerRoutes.map(({ method, path }) => ({ method, path, function: 'customer-pages' as const })),
  ...staffRoutes.map(({ method, path }) => ({ method, path, function: 'staff-pages' as const })),
  ...apiRoutes.map(({ method, path }) => ({ method, path, function: 'api' as const })),
];
