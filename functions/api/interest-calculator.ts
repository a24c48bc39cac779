import * as z from 'zod';
import { calculateInterest } from '#domain/contracts/interest-calculator.ts';
import { interestQuestionSchema } from '#domain/contracts/interest-question.ts';
import type { InterestRule } from '#domain/contracts/interest-rule.ts';
import { contractPenalty, interestRules } from '#domain/contracts/interest-rules.ts';
import type { Rates } from '#domain/contracts/rates.ts';
import { basisName } from '#domain/contracts/spans.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import type { Deps } from '#usecases/deps.ts';
import { type Mount, parsed } from './calculators.ts';
import { interestOut, interestRulesOut } from './interest-schemas.ts';
import { jsonOf } from './json.ts';

type Language = keyof Text;

/** Interest and penalties on any debt: nobody's data, nothing but the law. */
export function mountInterest(deps: Deps, mount: Mount): void {
  mount('POST', '/api/v1/calculators/interest', async (c) => {
    const question = parsed(interestQuestionSchema, await jsonOf(c));
    const found = calculateInterest(question, await deps.stores.rates.current());
    return c.json(interestOut.parse({ ...found, rule: head(found.rule, question.language) }));
  });
  mount('GET', '/api/v1/calculators/interest/rules', async (c) => {
    const { language } = parsed(z.object({ language: z.enum(['en', 'ru'], 'choose').default('en') }), {
      language: c.req.query('language'),
    });
    const rates = await deps.stores.rates.current();
    const penalty: InterestRule = { ...contractPenalty({ percentPerDay: '0' }), id: 'ru-330' };
    return c.json(
      interestRulesOut.parse({
        items: [
          ...interestRules.map((rule) => ({ ...shape(rule, language, rates), needs: [] })),
          { ...shape(penalty, language, rates), rate: {}, needs: ['custom.ratePercent'] },
        ],
      }),
    );
  });
}

const head = ({ id, version, title, clause, confidence }: InterestRule, language: Language) => ({
  id,
  version,
  title: title[language],
  clause: clause[language],
  confidence,
});

function shape(rule: InterestRule, language: Language, rates: Rates) {
  const { rate, basis, firstDay, capPercent, capSum, minimum, fixedSums, tiers, allocation } = rule;
  return {
    ...rule,
    ...head(rule, language),
    basis: basisName(basis),
    firstDay: firstDay === 'after_due' ? 'day_after_due' : firstDay,
    rate: rateShape(rate.of, rates),
    fixing: rate.fixing,
    margins: rate.margins,
    tiers: tiers ?? [],
    cap: capPercent === undefined && capSum === undefined ? null : { percent: capPercent, sum: capSum },
    minimum: minimum ?? null,
    fixedSums: fixedSums ?? null,
    allocation: allocation ?? null,
  };
}

function rateShape(of: InterestRule['rate']['of'], rates: Rates) {
  if (typeof of !== 'string') return { percent: of[0]?.percent ?? undefined };
  const { rows, knownThrough, official } = rates[of];
  return { series: of, knownFrom: rows[0]?.from, knownThrough, official };
}
