import * as z from 'zod';
import { roles } from '#domain/actor.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Person, Substitution } from '#domain/routing/people.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { all, parseAll, read, shaped } from './rows.ts';

const personSchema = shaped<Person>({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  department: z.string(),
});
const substitutionSchema = shaped<Substitution>({
  id: z.string(),
  absent: z.string(),
  substitute: z.string(),
  from: z.string(),
  to: z.string(),
});

export type CompanyPeople = { people: Person[]; substitutions: Substitution[] };
export type ApiKey = {
  id: string;
  name: string;
  scopes: ('claims' | 'imports' | 'counter-claims' | 'payments')[];
  revoked?: boolean | undefined;
};
const apiKeySchema = shaped<ApiKey>({ id: z.string(), name: z.string(), scopes: z.array(z.string()) });

/** The people of the company and who stands in for whom: one small partition, read whole. */
export function companyStore(table: Table) {
  return {
    async everyone(): Promise<CompanyPeople> {
      const items = await all(table, { pk: keys.person('').pk });
      return {
        people: parseAll(
          items.filter((item) => item.sk.startsWith('P#')),
          personSchema,
        ),
        substitutions: parseAll(
          items.filter((item) => item.sk.startsWith('S#')),
          substitutionSchema,
        ),
      };
    },
    async person(id: PersonId): Promise<Person | undefined> {
      return (await read(table, keys.person(id), personSchema))?.value;
    },
    personWrite: (person: Person): Write => ({ put: { ...keys.person(person.id), v: 1, body: person }, expect: 'any' }),
    substitutionWrite: (substitution: Substitution): Write => ({
      put: { ...keys.substitution(substitution.id), v: 1, body: substitution },
      expect: 'any',
    }),
    async substitution(id: string): Promise<Substitution | undefined> {
      return (await read(table, keys.substitution(id), substitutionSchema))?.value;
    },
    async apiKey(hash: string): Promise<ApiKey | undefined> {
      return (await read(table, keys.apiKey(hash), apiKeySchema))?.value;
    },
    apiKeyWrite: (hash: string, apiKey: ApiKey): Write => ({ put: { ...keys.apiKey(hash), v: 1, body: apiKey }, expect: 'any' }),
  };
}
