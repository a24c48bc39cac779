import type { ClockEventType } from '#domain/deadlines/clock-event.ts';
import type { Rule } from '#domain/deadlines/rule.ts';

/** The sheet that says why a date is what it is, and the note where laws differ. */
export const clockEn = {
  title: (reference: string) => `Why this date: ${reference}`,
  print: 'Print',
  printNow: 'Print this page',
  back: (reference: string) => `Back to ${reference}`,
  asOf: (when: string) => `As of ${when}`,
  facts: {
    claim: 'Claim',
    customer: 'Customer',
    state: 'State',
    lastDay: 'Last day',
    due: 'In time until',
    rule: 'Rule',
    version: 'Wording of',
    clause: 'Clause',
    source: 'Source',
    confidence: 'Confidence',
    checked: 'Last checked',
    calendar: 'Calendar',
    event: 'Start event',
    evidence: 'Its evidence',
  },
  confidences: {
    S: 'read in the text of the source',
    K: 'K: general knowledge; to be checked by a lawyer against the text',
    'S/K': 'S/K: the figure was read, its conditions are to be checked',
    house: 'our own rule',
  } satisfies Record<Rule['confidence'], string> as Record<Rule['confidence'], string>,
  noConfidence: 'in no rule book: as the contract or the clock itself says',
  start: 'What set it off',
  steps: 'How it was counted',
  replay: {
    same: 'Replayed: computed again from these steps alone, the same date.',
    another: (date: string) =>
      `Replayed: these steps alone lead to ${date}, which is another date. Do not rely on either before somebody has looked.`,
    refused: (because: string) =>
      `Not replayed: these steps alone do not lead to a date (${because}). Do not rely on it before somebody has looked.`,
  },
  log: 'What happened to it since',
  logNone: 'Nothing since its start.',
  logColumns: ['What', 'Entered', 'Counts from', 'Reason', 'Evidence', 'Right', 'Last day'],
  events: {
    paused: 'paused',
    resumed: 'resumed',
    extended: 'extended',
    restarted: 'started anew',
    met: 'met',
    missed: 'missed',
    cancelled: 'cancelled',
    reopened: 'opened again',
    recounted: 'counted anew',
  } satisfies Record<ClockEventType, string> as Record<ClockEventType, string>,
  reasons: {
    done: 'done',
    'not done in time': 'not done in time',
    'request-for-information': 'request for information',
  } as Record<string, string>,
  moved: (was: string, now: string) => `${was}, then ${now}`,
  others: 'Other clocks for the same duty',
  othersNone: 'No other clock of this claim answers the same duty.',
  otherColumns: ['Clock', 'Last day', 'State', 'Clause'],
  conflict: {
    short: 'Laws differ',
    title: 'Laws that differ',
    text: 'More than one law sets a term for this answer, and they do not agree. All of them run, the earliest date leads; a lawyer decides which law applies.',
    columns: ['Rule', 'Term', 'Counted from', 'Clause', 'Confidence'],
  },
};
