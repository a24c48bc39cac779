import { afterAll, describe, expect, it } from 'vitest';
import { businessHours, serviceLevels } from './vectors/hours.ts';
import { interests, rates } from './vectors/interests.ts';
import { calendarRows, cutoffs, periods } from './vectors/periods.ts';
import { type Express, vectors } from './vectors/row.ts';

const byKind: Record<string, Express> = {
  period: periods,
  period_known_bad_source: periods,
  calendar: calendarRows,
  cutoff: cutoffs,
  business_hours: businessHours,
  sla: serviceLevels,
  interest: interests,
  interest395: interests,
  late_payment: interests,
  late_payment_fixed: interests,
  day_count: interests,
  penalty_contract: interests,
  penalty_statutory: interests,
  rate_lookup: rates,
  rate_known_bad_source: rates,
};

/** Examples that the engine cannot say, each with its reason. A row that is neither here nor computed fails. */
const listed: Record<string, string> = {
  'SLA-generic-233': 'gives no schedule: "business clock" is not defined in the row',
  'SLA-generic-234': 'adds minutes to an instant; that is no rule of ours',
};

describe('worked examples of the law', () => {
  for (const row of vectors) {
    if (listed[row.id]) continue;
    it(`${row.id} ${row.kind}`, () => {
      const expression = byKind[row.kind]?.(row);
      if (!expression) throw new Error('neither computed nor listed with a reason');
      expect(expression.actual).toEqual(expression.expected);
      if (expression.wrong !== undefined) expect(expression.actual).not.toEqual(expression.wrong);
    });
  }

  it('lists only rows that exist and that really cannot be computed', () => {
    for (const id of Object.keys(listed)) {
      const row = vectors.find((one) => one.id === id);
      expect(row, id).toBeDefined();
      expect(row && byKind[row.kind]?.(row), id).toBeUndefined();
    }
  });

  afterAll(() => {
    const count = Object.keys(listed).length;
    console.log(`worked examples: ${vectors.length - count} computed, ${count} listed`);
    console.table(listed);
  });
});
