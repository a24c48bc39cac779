import type * as z from 'zod';
import type { Claim } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import { explainStep } from '#domain/deadlines/explain.ts';
import { limitOf } from '#domain/replies/sheet-tables.ts';
import type { claimOut, counterClaimOut, deadlineOut } from './schemas.ts';

/** From the record to the API's words. */
export const deadline = (clock: Clock): z.infer<typeof deadlineOut> => ({
  kind: clock.kind,
  rule: clock.ruleId,
  dueAt: clock.dueAt,
  lastDay: clock.lastDay,
});

export const claimShape = (claim: Claim): z.infer<typeof claimOut> => ({
  reference: claim.reference,
  status: claim.stage,
  kind: claim.kind,
  channel: claim.channel,
  receivedAt: claim.receivedAt,
  subject: claim.subject,
  account: claim.account?.id,
  contractNumber: claim.contractNumber,
  orderNumber: claim.orderNumber,
  responsible: claim.owner,
  acting: claim.acting,
  needsPerson: claim.needsPerson,
  demands: claim.demands.map(({ id, kind, asked, text, answer }) => ({
    id,
    kind,
    asked,
    text,
    // What is not sent yet is nobody's business outside.
    ...(answer && claim.sent.length > 0 ? { outcome: answer.outcome, granted: answer.granted, reason: answer.reason } : {}),
  })),
  deadlines: claim.clocks.map((clock) => ({
    ...deadline(clock),
    state: clock.state,
    provisional: clock.provisional,
    metAt: clock.metAt,
    steps: clock.steps.map((step) => ({ kind: step.kind, date: step.date, text: explainStep(step, claim.language) })),
  })),
  satisfaction: claim.satisfaction,
});

export function counterClaimShape(counterClaim: CounterClaim): z.infer<typeof counterClaimOut> {
  const { sheet } = counterClaim;
  return {
    id: counterClaim.id,
    state: counterClaim.state,
    account: counterClaim.accountId,
    contract: counterClaim.contractNumber,
    currency: sheet.currency,
    principal: sheet.principal,
    interest: sheet.interest,
    fixedSums: sheet.fixedSums,
    paidOnTop: sheet.paidOnTop,
    total: sheet.total,
    asOf: sheet.asOf,
    provisional: sheet.provisional,
    responseDate: counterClaim.response?.lastDay,
    sentAt: counterClaim.sentAt,
    rows: sheet.lines.flatMap((line) =>
      line.rows.map((row) => ({
        invoice: line.number,
        dueDate: line.dueDate,
        from: row.from,
        to: row.to,
        days: row.days,
        base: row.base,
        ratePercent: row.ratePercent,
        amount: row.amount,
      })),
    ),
    lines: sheet.lines.map((line) => ({
      invoice: line.number,
      dueDate: line.dueDate,
      principal: line.principal,
      interest: line.interest,
      fixedSum: line.fixedSum,
      paidOnTop: line.paidOnTop,
      total: line.total,
      rule: line.rule,
      capped: line.capPercent !== undefined,
      cap: limitOf(line, 'en'),
    })),
  };
}
