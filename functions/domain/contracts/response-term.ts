import { startClocks } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { dayInZone, type Instant } from '#domain/deadlines/zone.ts';
import type { Term } from './counter-claim-record.ts';
import type { AccountRecord, Contract } from './facts.ts';
import type { LadderStep } from './ladder.ts';

/**
 * The customer's term for answering a letter of the ladder, from the day it was sent: that of its step; where the step has none, the contract's own number of
 * days, else the rule of their country (Russia: 30 calendar days, art. 4(5) АПК), else the house rule. Refuses nothing; a calendar that is not yet published makes
 * the date provisional in its steps.
 */
export function responseTerm({
  law,
  sentAt,
  account,
  contract,
  step,
}: {
  law: Law;
  sentAt: Instant;
  account: AccountRecord;
  contract: Contract;
  step?: LadderStep | undefined;
}): Term {
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
  const days = step?.termDays ?? contract.terms.claimResponseDays;
  const rule: Rule = days
    ? {
        ...lawful,
        period: { ...lawful.period, length: days, unit: 'calendar_days' },
        ...groundOf(contract, step),
      }
    : lawful;
  const [clock] = startClocks({
    rules: [rule],
    events: { sent: { at: sentAt, evidence: 'letter' } },
    calendar: law.calendar({ country, region, zone }),
    zone,
  });
  if (!clock) throw new Error('the term of a sent letter did not start');
  return { lastDay: clock.lastDay, dueAt: clock.dueAt, steps: clock.steps, clock: { ...clock, steps: [] } };
}

const house = { clause: { en: 'our own rule', ru: 'наше правило' }, source: 'house' };
/** A step that the contract does not have is the house's. */
const groundOf = ({ number, terms }: Contract, step: LadderStep | undefined): Pick<Rule, 'clause' | 'source'> =>
  step?.termDays !== undefined && !terms.ladder?.some(({ rung }) => rung === step.rung)
    ? house
    : { clause: { en: number, ru: number }, source: 'contract' };
