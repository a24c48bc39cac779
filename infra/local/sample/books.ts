import { addDays } from '#domain/deadlines/legal-day.ts';

/** Rows for the importer, with days counted from today, so that the sample is always of the present. All plainly fictional. */
export const accounts = [
  {
    id: 'severny-metiz',
    name: 'Severny Metiz LLC (sample)',
    country: 'RU',
    party: 'business',
    language: 'ru',
    email: 'office@severny-metiz.example',
    address: '000001, г. Образцовск, ул. Примерная, 2',
    taxNumber: '7800000001',
    domains: ['severny-metiz.example'],
    manager: 'anna',
  },
  {
    id: 'tri-sosny',
    name: 'Tri Sosny Trade LLC (sample)',
    country: 'RU',
    party: 'business',
    language: 'ru',
    email: 'buh@tri-sosny.example',
    address: '000002, г. Примерск, Сосновый пр., 3',
    taxNumber: '7800000002',
    domains: ['tri-sosny.example'],
    manager: 'boris',
  },
  {
    id: 'ivan-testov',
    name: 'Ivan Testov (sample consumer)',
    country: 'RU',
    party: 'consumer',
    language: 'ru',
    email: 'ivan.testov@mail.example',
    address: '000003, г. Образцовск, ул. Пробная, 4, кв. 5',
    domains: [],
    manager: 'anna',
  },
  {
    id: 'holzbau-prager',
    name: 'Holzbau Prager GmbH (sample)',
    country: 'DE',
    party: 'business',
    language: 'en',
    email: 'einkauf@holzbau-prager.example',
    address: 'Musterstraße 6, 00004 Musterstadt',
    taxNumber: 'DE000000004',
    domains: ['holzbau-prager.example'],
    manager: 'anna',
  },
  {
    id: 'greta-muster',
    name: 'Greta Muster (sample consumer)',
    country: 'DE',
    party: 'consumer',
    language: 'en',
    email: 'greta.muster@post.example',
    address: 'Beispielweg 7, 00005 Beispielstadt',
    domains: [],
    manager: 'boris',
  },
  {
    id: 'thames-joinery',
    name: 'Thames Joinery Ltd (sample)',
    country: 'GB',
    party: 'business',
    language: 'en',
    email: 'accounts@thames-joinery.example',
    address: '8 Sample Wharf, Exampleton EX1 0MP',
    taxNumber: 'GB000000006',
    domains: ['thames-joinery.example'],
    manager: 'boris',
  },
  {
    id: 'jo-placeholder',
    name: 'Jo Placeholder (sample consumer)',
    country: 'GB',
    party: 'consumer',
    language: 'en',
    email: 'jo.placeholder@post.example',
    address: '9 Specimen Lane, Exampleton EX2 0LE',
    domains: [],
    manager: 'anna',
  },
];

export function contracts(today: string) {
  const signedOn = addDays(today, -400);
  return [
    {
      account: 'severny-metiz',
      number: 'SM-2025/14',
      signedOn,
      currency: 'RUB',
      paymentDays: 30,
      penaltyPercentPerDay: '0.1',
      penaltyCapPercent: '10',
      penaltyClause: 'п. 7.2',
      answerDays: 20,
      answerClause: 'п. 9.1',
      claimResponseDays: 15,
      governingLaw: 'RU',
    },
    { account: 'tri-sosny', number: 'TS-2025/03', signedOn, currency: 'RUB', paymentDays: 14, statutoryRule: 'ru-395', governingLaw: 'RU' },
    { account: 'ivan-testov', number: 'RET-1001', signedOn, currency: 'RUB', paymentDays: 0, governingLaw: 'RU' },
    {
      account: 'holzbau-prager',
      number: 'HP-77',
      signedOn,
      currency: 'EUR',
      paymentDays: 30,
      statutoryRule: 'de-288',
      answerDays: 10,
      answerUnit: 'working_days',
      answerClause: '§ 12(2)',
      governingLaw: 'DE',
    },
    { account: 'greta-muster', number: 'RET-1002', signedOn, currency: 'EUR', paymentDays: 14, governingLaw: 'DE' },
    { account: 'thames-joinery', number: 'TJ-5', signedOn, currency: 'GBP', paymentDays: 30, statutoryRule: 'uk-1998', governingLaw: 'GB' },
    { account: 'jo-placeholder', number: 'RET-1003', signedOn, currency: 'GBP', paymentDays: 14, governingLaw: 'GB' },
  ];
}

/** A contract with terms for goods and packaging, and an amendment of it: what the breaches of the sample rest on. */
export function supplies(today: string) {
  const supply = {
    account: 'tri-sosny',
    number: 'TS-2026/07',
    signedOn: addDays(today, -200),
    currency: 'RUB',
    paymentDays: 20,
    paymentUnit: 'working_days',
    penaltyPercentPerDay: '0.1',
    penaltyCapPercent: '10',
    penaltyClause: 'п. 8.3',
    packagingReturnDays: 30,
    packagingSumPerPiece: '650',
    packagingClause: 'п. 5.4',
    pickupWindowDays: 5,
    pickupSumPerDay: '1200',
    pickupMostDays: 30,
    pickupClause: 'п. 5.6',
    refusalPercent: '5',
    ladder: 'reminder:7:0;claim:15:0;pre_suit:10:0',
  };
  return [
    supply,
    {
      ...supply,
      amendment: 'Доп. соглашение № 1 (sample)',
      validFrom: addDays(today, -60),
      packagingReturnDays: 20,
      packagingSumPerPiece: '700',
      limitationMonths: 36,
    },
  ];
}

export function deliveries(today: string) {
  const of = (kind: string, number: string, age: number, more: object = {}) => ({
    kind,
    number,
    contract: 'TS-2026/07',
    date: addDays(today, -age),
    ...more,
  });
  return [
    of('packaging_out', 'ТН-311', 55, { quantity: 40, item: 'паллета EUR' }),
    of('packaging_back', 'ТН-318', 44, { quantity: 28, item: 'паллета EUR' }),
    of('pickup_ready', 'ИЗВ-12', 15, { item: 'фитинги, партия 5' }),
    of('picked_up', 'ИЗВ-12', 6),
    of('refused', 'АКТ-9', 12, { amount: '84000', item: 'хомуты' }),
  ];
}

export function invoices(today: string) {
  const day = (n: number) => addDays(today, n);
  return [
    { contract: 'SM-2025/14', number: 'INV-2101', issuedOn: day(-95), amount: '350000.00', currency: 'RUB', subject: 'Anchor bolts M24' },
    { contract: 'SM-2025/14', number: 'INV-2118', issuedOn: day(-20), amount: '128400.00', currency: 'RUB', subject: 'Wall brackets' },
    {
      contract: 'TS-2025/03',
      number: 'INV-2094',
      issuedOn: day(-150),
      amount: '1200000.00',
      currency: 'RUB',
      subject: 'Steel fittings, lot 3',
    },
    {
      contract: 'TS-2025/03',
      number: 'INV-2120',
      issuedOn: day(-5),
      amount: '96000.00',
      currency: 'RUB',
      subject: 'Steel fittings, lot 4',
    },
    { contract: 'HP-77', number: 'INV-3007', issuedOn: day(-80), amount: '18400.00', currency: 'EUR', subject: 'Timber connectors' },
    { contract: 'HP-77', number: 'INV-3011', issuedOn: day(-10), amount: '6250.50', currency: 'EUR', subject: 'Post bases' },
    { contract: 'TJ-5', number: 'INV-4002', issuedOn: day(-70), amount: '7300.00', currency: 'GBP', subject: 'Hinges and plates' },
    { contract: 'TJ-5', number: 'INV-4003', issuedOn: day(-60), amount: '950.00', currency: 'GBP', subject: 'Screws' },
  ];
}

export function payments(today: string) {
  const day = (n: number) => addDays(today, n);
  return [
    { invoice: 'INV-2101', date: day(-30), amount: '100000.00', currency: 'RUB', bankReference: 'PP-501' },
    { invoice: 'INV-3007', date: day(-25), amount: '8400.00', currency: 'EUR', bankReference: 'SEPA-77' },
    { invoice: 'INV-4003', date: day(-40), amount: '950.00', currency: 'GBP', bankReference: 'FP-12' },
  ];
}
