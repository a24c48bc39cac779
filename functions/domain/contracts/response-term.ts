import { startClocks } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { dayInZone, type Instant } from '#domain/deadlines/zone.ts';
import type { CounterClaim } from './counter-claim.ts';
import type { AccountRecord, Contract } from './facts.ts';

/**
 * The customer's term for answering our claim, from the day it was sent: the contract's own number of days, else the rule of their country (Russia:
 * 30 calendar days, art. 4(5) АПК), else the house rule. Refuses nothing; a calendar that is not yet published makes the date provisional in its steps.
 */
export function responseTerm({
  law,
  sentAt,
  account,
  contract,
}: {
  law: Law;
  sentAt: Instant;
  account: AccountRecord;
  contract: Contract;
}): NonNullable<CounterClaim['response']> {
  const { country, region, zone, party } = account;
  const [lawful] = rulesFor({
    country,
    party,
    kind: 'counter_claim',
    demands: [],
    receivedDay: dayInZone(sentAt, zone),
    rules: law.rules,
  }).filter((rule) => rule.kind === 'customer_answer');
  if (!lawful) throw new Error('the rulebook has no term for the answer to a counter-claim');
  const days = contract.terms.claimResponseDays;
  const rule: Rule = days
    ? {
        ...lawful,
        period: { ...lawful.period, length: days, unit: 'calendar_days' },
        clause: { en: contract.number, ru: contract.number },
        source: 'contract',
      }
    : lawful;
  const [clock] = startClocks({
    rules: [rule],
    events: { sent: { at: sentAt, evidence: 'letter' } },
    calendar: law.calendar({ country, region, zone }),
    zone,
  });
  if (!clock) throw new Error('the term of a sent letter did not start');
  return { lastDay: clock.lastDay, dueAt: clock.dueAt, steps: clock.steps };
}
