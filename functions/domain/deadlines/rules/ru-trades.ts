import type { Text } from '../calendar.ts';
import { text } from '../holidays.ts';
import { type ClaimForm, type Rule, russianCivil, type Sector } from '../rule.ts';
import type { TriggerEvent, Unit } from '../step.ts';

const checked = { version: '2026-11-23', checkedOn: '2026-11-23', jurisdiction: 'RU', mayPause: 'never' } as const;

type Trade = {
  id: string;
  law: string;
  sector: Sector;
  length: number;
  trigger: TriggerEvent;
  clause: Text;
  confidence: 'K' | 'S/K';
};
const trades: readonly Trade[] = [
  {
    id: 'ru-telecom-55',
    law: 'Закон о связи',
    sector: 'telecom',
    length: 30,
    trigger: 'registered',
    clause: text('Communications Act art. 55', 'ст. 55 Закона о связи'),
    confidence: 'K',
  },
  {
    id: 'ru-rail-122',
    law: 'УЖТ',
    sector: 'rail',
    length: 30,
    trigger: 'received',
    clause: text('Railway Charter art. 122', 'ст. 122 УЖТ'),
    confidence: 'S/K',
  },
  {
    id: 'ru-tour-10',
    law: 'Закон 132-ФЗ',
    sector: 'travel',
    length: 10,
    trigger: 'received',
    clause: text('Law 132-ФЗ art. 10', 'ст. 10 Закона 132-ФЗ'),
    confidence: 'K',
  },
  {
    id: 'ru-road-39',
    law: 'Закон 259-ФЗ',
    sector: 'road',
    length: 30,
    trigger: 'received',
    clause: text('Law 259-ФЗ art. 39, 40', 'ст. 39, 40 Устава автомобильного транспорта'),
    confidence: 'K',
  },
  {
    id: 'ru-forwarding-12',
    law: 'Закон 87-ФЗ',
    sector: 'forwarding',
    length: 30,
    trigger: 'received',
    clause: text('Law 87-ФЗ art. 12', 'ст. 12 Закона 87-ФЗ'),
    confidence: 'K',
  },
  {
    id: 'ru-air-128',
    law: 'Воздушный кодекс',
    sector: 'air',
    length: 30,
    trigger: 'received',
    clause: text('Air Code art. 124-128', 'ст. 124–128 ВК РФ'),
    confidence: 'K',
  },
  {
    id: 'ru-sea-406',
    law: 'КТМ',
    sector: 'sea',
    length: 30,
    trigger: 'received',
    clause: text('Merchant Shipping Code art. 403-406', 'ст. 403–406 КТМ РФ'),
    confidence: 'K',
  },
  {
    id: 'ru-inland-water-161',
    law: 'КВВТ',
    sector: 'inland_water',
    length: 30,
    trigger: 'received',
    clause: text('Inland Water Transport Code art. 161, 162', 'ст. 161, 162 КВВТ РФ'),
    confidence: 'K',
  },
];
const trade = ({ id, law, sector, length, trigger, clause, confidence }: Trade): Rule => ({
  ...checked,
  id,
  law,
  kind: 'statutory_answer',
  appliesTo: { party: 'any', claimKinds: ['claim'], sectors: [sector] },
  trigger,
  insteadOfTrigger: 'received',
  period: { ...russianCivil, length, unit: 'calendar_days' },
  title: text('Answer by the law of the trade', 'Ответ по отраслевому закону'),
  clause,
  source: clause.ru,
  confidence,
});

type OwnTerm = { trade: string; id: string; length: number; unit: Unit; note?: Text; demands?: Rule['appliesTo']['demands'] };
const fromEvent = text('counted from the event that gives the right to claim', 'считается с события, давшего право на претензию');
// Where delivery is not known, the day on which it was due is the event.
const ownTerms: readonly OwnTerm[] = [
  { trade: 'ru-telecom-55', id: 'ru-telecom-55-claim', length: 6, unit: 'months' },
  { trade: 'ru-rail-122', id: 'ru-rail-123-claim', length: 6, unit: 'months' },
  {
    trade: 'ru-rail-122',
    id: 'ru-rail-123-fines',
    length: 45,
    unit: 'calendar_days',
    demands: ['penalty'],
    note: text('fines and penalties', 'штрафы и пени'),
  },
  {
    trade: 'ru-tour-10',
    id: 'ru-tour-10-claim',
    length: 20,
    unit: 'calendar_days',
    note: text('from the end of the tour', 'с окончания поездки'),
  },
  {
    trade: 'ru-road-39',
    id: 'ru-road-42-claim',
    length: 1,
    unit: 'years',
    note: text('the limitation period of art. 42', 'срок исковой давности по ст. 42'),
  },
  { trade: 'ru-forwarding-12', id: 'ru-forwarding-12-claim', length: 6, unit: 'months' },
  { trade: 'ru-air-128', id: 'ru-air-126-claim', length: 6, unit: 'months' },
  { trade: 'ru-sea-406', id: 'ru-sea-406-claim', length: 6, unit: 'months' },
  { trade: 'ru-inland-water-161', id: 'ru-inland-water-161-claim', length: 6, unit: 'months' },
];
const ownTerm = (term: OwnTerm): Rule[] =>
  trades
    .filter(({ id }) => id === term.trade)
    .map(({ law, sector, clause }) => ({
      ...checked,
      id: term.id,
      law,
      kind: 'limitation',
      appliesTo: { party: 'any', claimKinds: ['claim'], sectors: [sector], demands: term.demands },
      trigger: 'delivered',
      insteadOfTrigger: 'due',
      period: { ...russianCivil, length: term.length, unit: term.unit },
      duty: term.note ?? fromEvent,
      title: text('Time to claim by the law of the trade', 'Срок претензии по отраслевому закону'),
      clause,
      source: clause.ru,
      confidence: 'K',
    }));

const motor = {
  ...checked,
  law: 'Закон 40-ФЗ',
  kind: 'statutory_answer',
  sanction: text(
    'penalty 1 % of the sum per day; 0.05 % for a late reasoned refusal',
    'неустойка 1 % суммы за день; 0,05 % за поздний мотивированный отказ',
  ),
  source: 'Закон 40-ФЗ ст. 12, 16.1',
  confidence: 'K',
} as const;
const motorClaim = (id: string, form: ClaimForm, length: number, unit: 'working_days' | 'calendar_days', title: Text): Rule => ({
  ...motor,
  id,
  appliesTo: { party: 'any', claimKinds: ['claim'], sectors: ['insurance'], matters: ['motor_insurance'], form },
  trigger: 'received',
  period: { ...russianCivil, length, unit },
  duty: text('Satisfy the claim, or refuse with reasons', 'Удовлетворить требование или мотивированно отказать'),
  title,
  clause: text('Law 40-ФЗ art. 16.1', 'ст. 16.1 Закона об ОСАГО'),
});
const motorInsurance: readonly Rule[] = [
  {
    ...motor,
    id: 'ru-osago-12-21',
    appliesTo: { party: 'any', claimKinds: ['claim'], sectors: ['insurance'], matters: ['motor_insurance'] },
    trigger: 'documents_complete',
    // The law leaves holidays out of the twenty days. They are counted here, and the end is not moved: the date may be earlier than the law's, never later.
    period: { ...russianCivil, end: 'none', clauses: undefined, length: 20, unit: 'calendar_days' },
    duty: text('Pay, order the repair, or refuse with reasons', 'Выплатить, направить на ремонт или мотивированно отказать'),
    title: text('Settlement of motor insurance', 'Выплата по ОСАГО'),
    clause: text('Law 40-ФЗ art. 12(21)', 'п. 21 ст. 12 Закона об ОСАГО'),
  },
  motorClaim(
    'ru-osago-16-1-electronic',
    'standard_electronic',
    15,
    'working_days',
    text(
      'Motor insurance claim in the standard form, up to 180 days after the breach',
      'Претензия по ОСАГО по стандартной форме, не позднее 180 дней',
    ),
  ),
  motorClaim(
    'ru-osago-16-1',
    'other',
    30,
    'calendar_days',
    text('Motor insurance claim in another form', 'Претензия по ОСАГО в иной форме'),
  ),
];

/** Carriers, telecom, tours and motor insurance. */
export const russianTradeRules: readonly Rule[] = [...trades.map(trade), ...motorInsurance, ...ownTerms.flatMap(ownTerm)];
