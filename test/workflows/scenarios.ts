import { named } from './conformance/world.ts';

/** What a function says to a step: a word, a word per call, or an error. */
export type Say = string | { outcome: string; until?: string; shards?: string[] } | Error;
export type Scenario = {
  title: string;
  say: Record<string, Say | Say[]>;
  seconds: number;
  tokens?: { step: string; outcome: string | string[] }[];
};

const day = 86_400;
const fault = named('Error', 'out of order');
const claimDefaults = {
  'send-receipt': 'sent',
  'await-reply': 'wait',
  'await-approval': 'wait',
  'await-delivery': 'wait',
  'await-customer': 'wait',
  'send-reply': 'sent',
  'close-silent': 'closed',
  'remind-of-reply': 'told',
  'remind-of-delivery': 'told',
  'escalate-approval': 'told',
  'raise-to-person': 'raised',
};
const told = (...pairs: [string, ...string[]][]) => pairs.map(([step, ...outcome]) => ({ step, outcome }));
const happy = told(['await-reply', 'submitted'], ['await-approval', 'approved'], ['await-customer', 'accepted']);

export const scenarios: Record<string, Scenario[]> = {
  claim: [
    { title: 'the straight way', say: {}, seconds: 0, tokens: happy },
    { title: 'closed before anybody wrote', say: {}, seconds: 0, tokens: told(['await-reply', 'closed'], ['await-approval', 'closed']) },
    {
      title: 'two approvers',
      say: {},
      seconds: 0,
      tokens: told(['await-reply', 'submitted'], ['await-approval', 'next', 'approved'], ['await-customer', 'accepted']),
    },
    {
      title: 'returned, then approved',
      say: {},
      seconds: 0,
      tokens: told(['await-reply', 'submitted', 'submitted'], ['await-approval', 'returned', 'approved'], ['await-customer', 'accepted']),
    },
    { title: 'closed in approval', say: {}, seconds: 0, tokens: told(['await-reply', 'submitted'], ['await-approval', 'closed']) },
    { title: 'nobody writes, nobody approves in time', say: {}, seconds: 20 * day, tokens: [] },
    { title: 'submitted, never approved', say: {}, seconds: 9 * day, tokens: told(['await-reply', 'submitted']) },
    {
      title: 'unknown delivery, found out later',
      say: { 'send-reply': 'unknown' },
      seconds: 5 * day,
      tokens: told(['await-reply', 'submitted'], ['await-approval', 'approved']),
    },
    {
      title: 'unknown delivery, told at once',
      say: { 'send-reply': 'unknown' },
      seconds: 0,
      tokens: told(
        ['await-reply', 'submitted'],
        ['await-approval', 'approved'],
        ['await-delivery', 'sent'],
        ['await-customer', 'accepted'],
      ),
    },
    {
      title: 'not approved any more when it should leave',
      say: { 'send-reply': ['not-approved', 'sent'] },
      seconds: 0,
      tokens: told(['await-reply', 'submitted', 'submitted'], ['await-approval', 'approved', 'approved'], ['await-customer', 'accepted']),
    },
    {
      title: 'disputed',
      say: {},
      seconds: 0,
      tokens: told(
        ['await-reply', 'submitted', 'submitted'],
        ['await-approval', 'approved', 'approved'],
        ['await-customer', 'disputed', 'accepted'],
      ),
    },
    { title: 'silence closes', say: {}, seconds: 31 * day, tokens: told(['await-reply', 'submitted'], ['await-approval', 'approved']) },
    {
      title: 'silence, but disputed at the last moment',
      say: { 'close-silent': 'disputed' },
      seconds: 31 * day,
      tokens: told(['await-reply', 'submitted'], ['await-approval', 'approved']),
    },
    ...['send-receipt', 'await-reply', 'await-approval', 'send-reply', 'await-customer'].map((step) => ({
      title: `${step} fails for good`,
      say: { [step]: fault },
      seconds: 3600,
      tokens: happy,
    })),
    { title: 'await-delivery fails', say: { 'send-reply': 'unknown', 'await-delivery': fault }, seconds: 3600, tokens: happy },
    { title: 'remind-of-delivery fails', say: { 'send-reply': 'unknown', 'remind-of-delivery': fault }, seconds: 4 * day, tokens: happy },
    { title: 'remind-of-reply fails', say: { 'remind-of-reply': fault }, seconds: 7 * day, tokens: [] },
    { title: 'escalate-approval fails', say: { 'escalate-approval': fault }, seconds: 4 * day, tokens: told(['await-reply', 'submitted']) },
    {
      title: 'close-silent fails',
      say: { 'close-silent': fault },
      seconds: 32 * day,
      tokens: told(['await-reply', 'submitted'], ['await-approval', 'approved']),
    },
    { title: 'even raising fails', say: { 'send-receipt': fault, 'raise-to-person': fault }, seconds: 3600 },
  ],
  deadlines: [
    {
      title: 'waits, looks, is done',
      say: {
        'advance-deadlines': [
          { outcome: 'wait', until: '2026-03-03T09:00:00.000Z' },
          { outcome: 'done', until: '2026-03-03T09:00:00.000Z' },
        ],
      },
      seconds: 2 * day,
    },
    { title: 'fails for good', say: { 'advance-deadlines': fault }, seconds: 3600 },
    { title: 'even raising fails', say: { 'advance-deadlines': fault, 'raise-to-person': fault }, seconds: 3600 },
  ],
  'counter-claim': [
    {
      title: 'approved, sent, expired',
      say: {
        'check-term': [
          { outcome: 'wait', until: '2026-03-20T00:00:00.000Z' },
          { outcome: 'done', until: '2026-03-20T00:00:00.000Z' },
        ],
      },
      seconds: 30 * day,
      tokens: told(['await-decision', 'approved']),
    },
    {
      title: 'up the ladder: the term of a rung is over, the next is proposed, and after the last it ends',
      say: {
        'check-term': [
          { outcome: 'next', until: '2026-03-02T09:00:00.000Z' },
          { outcome: 'next', until: '2026-03-02T09:00:00.000Z' },
          { outcome: 'done', until: '2026-03-02T09:00:00.000Z' },
        ],
      },
      seconds: 0,
      tokens: told(['await-decision', 'approved', 'approved', 'approved']),
    },
    {
      title: 'by post: printed, posted, recorded',
      say: { 'send-counter-claim': 'post' },
      seconds: 0,
      tokens: told(['await-decision', 'approved'], ['await-posting', 'sent']),
    },
    {
      title: 'by post: nobody posts it',
      say: { 'send-counter-claim': 'post' },
      seconds: 7 * day,
      tokens: told(['await-decision', 'approved']),
    },
    ...['await-posting', 'remind-of-posting'].map((step) => ({
      title: `${step} fails`,
      say: { 'send-counter-claim': 'post', [step]: fault },
      seconds: 5 * day,
      tokens: told(['await-decision', 'approved']),
    })),
    { title: 'held, then approved', say: {}, seconds: 0, tokens: told(['await-decision', 'held', 'approved']) },
    { title: 'paid before anybody decided', say: {}, seconds: 0, tokens: told(['await-decision', 'paid']) },
    { title: 'nobody decides', say: {}, seconds: 15 * day },
    { title: 'unknown delivery', say: { 'send-counter-claim': 'unknown' }, seconds: 3 * day, tokens: told(['await-decision', 'approved']) },
    {
      title: 'unknown delivery, told',
      say: { 'send-counter-claim': 'unknown' },
      seconds: 0,
      tokens: told(['await-decision', 'approved'], ['await-delivery', 'sent']),
    },
    {
      title: 'not approved any more',
      say: { 'send-counter-claim': 'not-approved' },
      seconds: 0,
      tokens: told(['await-decision', 'approved']),
    },
    ...['announce-proposal', 'await-decision', 'send-counter-claim', 'check-term'].map((step) => ({
      title: `${step} fails`,
      say: { [step]: fault },
      seconds: 3600,
      tokens: told(['await-decision', 'approved']),
    })),
    { title: 'remind-of-decision fails', say: { 'remind-of-decision': fault }, seconds: 9 * day },
    {
      title: 'await-delivery fails',
      say: { 'send-counter-claim': 'unknown', 'await-delivery': fault },
      seconds: 3600,
      tokens: told(['await-decision', 'approved']),
    },
    {
      title: 'remind-of-delivery fails',
      say: { 'send-counter-claim': 'unknown', 'remind-of-delivery': fault },
      seconds: 4 * day,
      tokens: told(['await-decision', 'approved']),
    },
    { title: 'even raising fails', say: { 'announce-proposal': fault, 'raise-to-person': fault }, seconds: 3600 },
  ],
  // One child at a time, so that the order of its states can be read off the history.
  'breach-scan': [
    { title: 'two pages of one shard', say: { 'scan-shards': ['more', 'done'] }, seconds: 0 },
    { title: 'nobody to look at', say: { 'list-shards': { outcome: 'done', shards: [] } }, seconds: 0 },
    { title: 'many shards at once', say: { 'list-shards': { outcome: 'done', shards: ['00', '01', '02', '03', '04', '05'] } }, seconds: 0 },
    { title: 'a shard fails', say: { 'scan-shards': fault }, seconds: 3600 },
    { title: 'a shard fails for a while', say: { 'scan-shards': [fault, fault, 'more', fault, 'done'] }, seconds: 3600 },
    { title: 'the list fails', say: { 'list-shards': fault }, seconds: 3600 },
    { title: 'what came is no list', say: { 'list-shards': { outcome: 'done', shards: 'nonsense' as never } }, seconds: 3600 },
    { title: 'even raising fails', say: { 'list-shards': fault, 'raise-to-person': fault }, seconds: 3600 },
  ],
};
export const defaults: Record<string, Record<string, Say>> = {
  claim: claimDefaults,
  deadlines: { 'raise-to-person': 'raised' },
  'counter-claim': {
    'announce-proposal': 'told',
    'await-decision': 'wait',
    'await-delivery': 'wait',
    'await-posting': 'wait',
    'remind-of-posting': 'told',
    'remind-of-decision': 'told',
    'remind-of-delivery': 'told',
    'send-counter-claim': 'sent',
    'check-term': { outcome: 'done', until: '2026-03-02T09:00:00.000Z' },
    'raise-to-person': 'raised',
  },
  'breach-scan': { 'list-shards': { outcome: 'done', shards: ['07'] }, 'scan-shards': 'done', 'raise-to-person': 'raised' },
};
export const inputs: Record<string, Record<string, unknown>> = {
  claim: { reference: 'R' },
  deadlines: { reference: 'R' },
  'counter-claim': { counterClaim: 'CC' },
  'breach-scan': { day: '2026-03-02' },
};
