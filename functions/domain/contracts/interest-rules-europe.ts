import { bgb367 } from './allocation.ts';
import { always, text, usual } from './interest-habits.ts';
import type { InterestRule } from './interest-rule.ts';

/** The Union, its members and Switzerland. */
export const continental: readonly InterestRule[] = [
  {
    ...usual,
    id: 'de-288',
    title: text('German default interest', 'Проценты за просрочку по праву Германии'),
    clause: text('BGB § 288', '§ 288 BGB'),
    source: 'https://www.gesetze-im-internet.de/bgb/__288.html; § 247 BGB; EGBGB art. 229 § 34',
    confidence: 'S',
    party: 'any',
    basis: 'act/act',
    rate: {
      of: 'de-base',
      fixing: 'by_period',
      margins: [{ points: '5', party: 'consumer' }, { points: '9', debtsFrom: '2014-07-29' }, { points: '8' }],
    },
    fixedSums: { currency: 'EUR', bands: [{ upTo: null, inclusive: true, sum: '40.00' }], debtsFrom: '2014-07-29' },
    allocation: bgb367,
  },
  {
    ...usual,
    id: 'eu-2011-7',
    version: '2002-08-08',
    validTo: '2013-03-15', // the newer directive was to be law on 16 March 2013 (art. 12(1), K)
    title: text('Late payment in the Union, debts before 16 March 2013', 'Просрочка платежа по праву ЕС, долги до 16 марта 2013 года'),
    clause: text('Directive 2000/35 art. 3', 'ст. 3 Директивы 2000/35'),
    source: 'https://eur-lex.europa.eu/eli/dir/2000/35/oj: reference rate + 7, no fixed sum',
    confidence: 'S/K',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'ecb-half-year', fixing: 'by_period', margins: [{ points: '7' }] },
  },
  {
    ...usual,
    id: 'eu-2011-7',
    version: '2013-03-16',
    validFrom: '2013-03-16',
    title: text('Late payment in the Union', 'Просрочка платежа по праву ЕС'),
    clause: text('Directive 2011/7 art. 3, 6', 'ст. 3, 6 Директивы 2011/7'),
    source: 'https://eur-lex.europa.eu/eli/dir/2011/7/oj',
    confidence: 'S',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'ecb-half-year', fixing: 'by_period', margins: [{ points: '8' }] },
    fixedSums: { currency: 'EUR', bands: [{ upTo: null, inclusive: true, sum: '40.00' }] },
  },
  {
    ...usual,
    id: 'fr-l441-10',
    title: text('French late payment penalty', 'Пеня за просрочку по праву Франции'),
    clause: text('Code de commerce L441-10, D441-5', 'ст. L441-10, D441-5 Торгового кодекса Франции'),
    source: 'https://bpifrance-creation.fr/boiteaoutils/taux-penalites-retard',
    confidence: 'S',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'ecb-half-year', fixing: 'by_period', margins: [{ points: '10' }] },
    fixedSums: { currency: 'EUR', bands: [{ upTo: null, inclusive: true, sum: '40.00' }] },
  },
  {
    ...usual,
    id: 'ie-580-2012',
    title: text('Irish late payment interest', 'Проценты за просрочку по праву Ирландии'),
    clause: text('S.I. 580/2012', 'S.I. 580/2012'),
    source: 'https://enterprise.gov.ie',
    confidence: 'S',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'ecb-half-year', fixing: 'by_period', margins: [{ points: '8' }] },
    fixedSums: {
      currency: 'EUR',
      bands: [
        { upTo: '1000.00', inclusive: true, sum: '40.00' },
        { upTo: '10000.00', inclusive: true, sum: '70.00' },
        { upTo: null, inclusive: true, sum: '100.00' },
      ],
    },
    rounding: { place: 'row', mode: 'half_up' }, // the published sheets add up rounded half-years
  },
  {
    ...usual,
    id: 'at-456',
    title: text('Austrian default interest between businesses', 'Проценты за просрочку между предпринимателями, Австрия'),
    clause: text('UGB § 456', '§ 456 UGB'),
    source: 'UGB § 456: base rate of the first day of the half-year + 9.2',
    confidence: 'S/K',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'at-base', fixing: 'by_period', margins: [{ points: '9.2' }] },
  },
  {
    ...usual,
    id: 'at-1000',
    title: text('Austrian statutory interest', 'Законные проценты, Австрия'),
    clause: text('ABGB §§ 1000, 1333', '§§ 1000, 1333 ABGB'),
    source: 'ABGB §§ 1000, 1333: 4 %',
    confidence: 'S/K',
    party: 'any',
    basis: 'act/365',
    rate: { of: always('4'), fixing: 'by_period', margins: [] },
  },
  {
    ...usual,
    id: 'ch-104',
    title: text('Swiss default interest', 'Проценты за просрочку, Швейцария'),
    clause: text('OR art. 104(1)', 'ст. 104(1) OR'),
    source: 'OR art. 104(1): 5 %',
    confidence: 'S',
    party: 'any',
    basis: 'act/365', // act/360 and act/act are published for the same debts: a contract may choose
    rate: { of: always('5'), fixing: 'by_period', margins: [] },
  },
];

/** The United Kingdom. */
export const british: readonly InterestRule[] = [
  {
    ...usual,
    id: 'uk-1998',
    title: text('UK statutory interest', 'Законные проценты, Великобритания'),
    clause: text(
      'Late Payment of Commercial Debts (Interest) Act 1998 s. 1, 4, 5A',
      'ст. 1, 4, 5A Закона о просрочке коммерческих долгов 1998 года',
    ),
    source: 'https://www.legislation.gov.uk/ukpga/1998/20; SI 2002/1675',
    confidence: 'S',
    party: 'business',
    basis: 'act/365',
    rate: { of: 'uk-reference', fixing: 'at_start', margins: [{ points: '8' }] },
    fixedSums: {
      currency: 'GBP',
      bands: [
        { upTo: '1000.00', inclusive: false, sum: '40.00' },
        { upTo: '10000.00', inclusive: false, sum: '70.00' },
        { upTo: null, inclusive: true, sum: '100.00' },
      ],
    },
  },
];
