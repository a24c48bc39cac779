import type { PersonId } from '#domain/ids.ts';
import type { Company } from '#domain/replies/company.ts';
import type { Person } from '#domain/routing/people.ts';

/** A company that does not exist, with people who do not exist. */
export const company: Company = {
  name: 'Polar Fittings (sample)',
  nameRu: 'ООО «Полярная арматура» (образец)',
  address: '1 Sample Quay, 190000 Exampleburg',
  addressRu: '190000, г. Образцовск, Примерная наб., д. 1',
  phone: '+7 000 000-00-00',
  registration: 'Sample company, registration no. 0000000000',
  country: 'RU',
  zone: 'Europe/Moscow',
};
export const claimsAddress = 'claims@polar.example';

const person = (id: string, rest: Omit<Person, 'id' | 'email' | 'department' | 'zone'>): Person => ({
  id: id as PersonId,
  email: `${id}@polar.example`,
  department: 'key-accounts',
  zone: 'Europe/Moscow',
  ...rest,
});

export const people: readonly Person[] = [
  person('anna', {
    name: 'Anna Kedrova',
    nameRu: 'Анна Кедрова',
    title: 'Key account manager',
    titleRu: 'Менеджер по работе с ключевыми клиентами',
    roles: ['manager'],
    limits: { RUB: '100000.00', EUR: '1000.00', GBP: '1000.00' },
    language: 'en',
  }),
  person('boris', {
    name: 'Boris Lugovoy',
    nameRu: 'Борис Луговой',
    title: 'Key account manager',
    titleRu: 'Менеджер по работе с ключевыми клиентами',
    roles: ['manager'],
    limits: { RUB: '100000.00', EUR: '1000.00', GBP: '1000.00' },
    language: 'ru',
  }),
  person('vera', {
    name: 'Vera Sosnina',
    nameRu: 'Вера Соснина',
    title: 'Head of key accounts',
    titleRu: 'Начальник отдела по работе с ключевыми клиентами',
    roles: ['head'],
    limits: { RUB: '2000000.00', EUR: '20000.00', GBP: '20000.00' },
    language: 'en',
  }),
  {
    ...person('lev', {
      name: 'Lev Polyanin',
      nameRu: 'Лев Полянин',
      title: 'Legal counsel',
      titleRu: 'Юрисконсульт',
      roles: ['legal'],
      limits: { RUB: '10000000.00', EUR: '100000.00', GBP: '100000.00' },
      language: 'en',
    }),
    department: 'legal',
  },
  {
    ...person('olga', {
      name: 'Olga Ruchyova',
      nameRu: 'Ольга Ручьёва',
      title: 'Receivables accountant',
      titleRu: 'Бухгалтер по расчётам',
      roles: ['finance'],
      limits: {},
      language: 'ru',
    }),
    department: 'finance',
  },
  {
    ...person('egor', {
      name: 'Egor Kamnev',
      nameRu: 'Егор Камнев',
      title: 'Platform engineer',
      titleRu: 'Инженер платформы',
      roles: ['engineer'],
      limits: {},
      language: 'en',
    }),
    department: 'it',
  },
];
