import type { Role } from '#domain/actor.ts';
import type { AccountId, PersonId } from '#domain/ids.ts';
import type { Currency } from '#domain/money.ts';

/** Someone of the company. `limits`: up to how much they may approve, per currency; a currency that is not named is 0. */
export type Person = {
  id: PersonId;
  name: string;
  nameRu: string;
  title: string;
  titleRu: string;
  email: string;
  roles: readonly Role[];
  department: string;
  limits: Partial<Record<Currency, string>>;
  zone: string;
  language: 'en' | 'ru';
  disabled?: boolean | undefined;
};

/** Who acts for whom, on which legal days (both inclusive), for which work. */
export type Substitution = {
  id: string;
  absent: PersonId;
  substitute: PersonId;
  from: string; // YYYY-MM-DD in the absent person's zone
  to: string;
  scope: { kind: 'all' } | { kind: 'approvals' } | { kind: 'accounts'; accounts: readonly AccountId[] };
  reason: string;
  cancelled?: boolean | undefined;
};
