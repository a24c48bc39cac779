import { text } from '../holidays.ts';
import { germanCivil, type Rule } from '../rule.ts';

/** BGB. For the answer to a claim it names no number of days. */
export const germanRules: readonly Rule[] = [
  {
    id: 'de-bgb-286-3',
    version: '2026-11-23',
    checkedOn: '2026-11-23',
    jurisdiction: 'DE',
    law: 'BGB',
    kind: 'customer_answer',
    appliesTo: { party: 'any', claimKinds: ['counter_claim'], matters: ['invoice'] },
    // The later of the due date and the receipt of the invoice.
    trigger: 'delivered',
    period: { ...germanCivil, length: 30, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text(
      'Pay within 30 days of the due date and the receipt of the invoice; a consumer only if the invoice says so; a calendar date needs no reminder (§ 286(2))',
      'Оплатить за 30 дней с наступления срока и получения счёта; потребитель, только если это сказано в счёте; при календарной дате напоминание не нужно (§ 286 абз. 2)',
    ),
    sanction: text('default: interest by § 288', 'просрочка: проценты по § 288'),
    title: text('Payment before default', 'Оплата до просрочки'),
    clause: text('BGB § 286(3)', '§ 286 абз. 3 BGB'),
    source: 'BGB § 286',
    confidence: 'S',
  },
];
