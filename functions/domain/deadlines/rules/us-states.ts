import type { Text } from '../calendar.ts';
import { text } from '../holidays.ts';
import { notMoved, type Rule } from '../rule.ts';

const insured = { party: 'any', claimKinds: ['claim', 'complaint'], sectors: ['insurance'] } as const;
type Term = {
  id: string;
  jurisdiction: string;
  kind: 'acknowledge' | 'statutory_answer';
  length: number;
  unit: 'working_days' | 'calendar_days';
  clause: Text;
};
const state = (name: string, ru: string): Text => text(`${name}, unfair claims practices`, `${ru}: урегулирование страховых претензий`);

// The model act is no law by itself; the states' acts follow it with figures of their own, of which five were read.
const acknowledgements: readonly Term[] = [
  {
    id: 'us-naic-902-acknowledge',
    jurisdiction: 'US',
    kind: 'acknowledge',
    length: 10,
    unit: 'working_days',
    clause: text('NAIC Model 902; some states: 15 days', 'Типовой закон NAIC 902; в части штатов 15 дней'),
  },
  {
    id: 'us-ak-acknowledge',
    jurisdiction: 'US-AK',
    kind: 'acknowledge',
    length: 10,
    unit: 'working_days',
    clause: state('Alaska', 'Аляска'),
  },
  {
    id: 'us-az-acknowledge',
    jurisdiction: 'US-AZ',
    kind: 'acknowledge',
    length: 10,
    unit: 'working_days',
    clause: state('Arizona', 'Аризона'),
  },
  {
    id: 'us-ar-acknowledge',
    jurisdiction: 'US-AR',
    kind: 'acknowledge',
    length: 15,
    unit: 'working_days',
    clause: state('Arkansas', 'Арканзас'),
  },
  {
    id: 'us-de-acknowledge',
    jurisdiction: 'US-DE',
    kind: 'acknowledge',
    length: 15,
    unit: 'working_days',
    clause: state('Delaware', 'Делавэр'),
  },
  {
    id: 'us-ca-acknowledge',
    jurisdiction: 'US-CA',
    kind: 'acknowledge',
    length: 15,
    unit: 'calendar_days',
    clause: state('California', 'Калифорния'),
  },
];
const decisions: readonly Term[] = [
  {
    id: 'us-naic-902-decide',
    jurisdiction: 'US',
    kind: 'statutory_answer',
    length: 21,
    unit: 'calendar_days',
    clause: text('NAIC Model 902', 'Типовой закон NAIC 902'),
  },
  {
    id: 'us-ca-decide',
    jurisdiction: 'US-CA',
    kind: 'statutory_answer',
    length: 40,
    unit: 'calendar_days',
    clause: state('California', 'Калифорния'),
  },
];

const rule = ({ id, jurisdiction, kind, length, unit, clause }: Term): Rule => ({
  id,
  version: '2026-11-23',
  checkedOn: '2026-11-23',
  jurisdiction,
  law: jurisdiction === 'US' ? 'NAIC Model 902' : `insurance law of ${jurisdiction}`,
  kind,
  appliesTo: insured,
  trigger: kind === 'acknowledge' ? 'received' : 'documents_complete',
  period: { ...notMoved, length, unit },
  mayPause: 'never',
  duty:
    kind === 'acknowledge'
      ? text('Acknowledge the notice of claim', 'Подтвердить извещение о страховом случае')
      : text(
          'Accept or deny after the proof of loss; an update every 45 days',
          'Решить после доказательств убытка; сообщать о ходе каждые 45 дней',
        ),
  title:
    kind === 'acknowledge'
      ? text('Acknowledgement of an insurance claim', 'Подтверждение страховой претензии')
      : text('Decision on an insurance claim', 'Решение по страховой претензии'),
  clause,
  source: 'NAIC Model 902 and state regulations, docplayer 442831',
  confidence: 'S',
});

/** Insurance claims: the model act of the NAIC, and the five states whose figures are known. */
export const americanStateRules: readonly Rule[] = [...acknowledgements, ...decisions].map(rule);
