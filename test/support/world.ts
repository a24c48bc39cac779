import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { sha256 } from '#domain/chain.ts';
import type { PersonId } from '#domain/ids.ts';
import { localApp } from '#infra/local/host.ts';
import { accounts, contracts } from '#infra/local/sample/books.ts';
import { claimsAddress, company, people } from '#infra/local/sample/people.ts';
import { createLocal, type Local, type LocalOptions } from '#infra/local/wiring.ts';
import { importRecords } from '#usecases/import-records.ts';
import { openSession } from '#usecases/sign-in.ts';

export const apiKey = 'rk_0123456789abcdefghijklmnopqrstuv';
export const monday = Date.parse('2026-11-02T09:00:00.123Z'); // not a whole second, as life is; 12:00 in Moscow, a working day between no holidays
export const origin = 'http://localhost:8080';

export type World = Local & {
  app: Hono;
  directory: string;
  /** The cookie header of a signed-in person. */
  signIn(person: string): Promise<string>;
  /** Moves the frozen clock on by so many days and runs what falls due. */
  days(n: number): Promise<number>;
  actor(person: string): { kind: 'person'; id: PersonId; roles: (typeof people)[number]['roles'] };
  end(): Promise<void>;
};

/** The whole application of one machine in a folder of its own, with the sample people and books, on a clock that stands still. */
export async function makeWorld(
  options: { books?: boolean; start?: number; directory?: string; afterCommit?: LocalOptions['afterCommit']; publicUrl?: string } = {},
): Promise<World> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'redress-test-'));
  const local = await createLocal({
    dataDir: directory,
    config: { publicUrl: options.publicUrl ?? origin, claimsAddress, company },
    start: options.start ?? monday,
    frozen: true,
    afterCommit: options.afterCommit,
  });
  if (!options.directory) {
    await local.deps.stores.mails.write([
      ...people.map((person) => local.deps.stores.company.personWrite(person)),
      local.deps.stores.company.apiKeyWrite(sha256(apiKey), { id: 'test', name: 'Test', scopes: ['claims', 'imports', 'counter-claims'] }),
    ]);
    if (options.books !== false) {
      const system = { kind: 'system', step: 'test' } as const;
      await importRecords(local.deps, system, 'accounts', accounts);
      await importRecords(local.deps, system, 'contracts', contracts('2026-11-02'));
    }
  }
  const app = await localApp(local, { assets: join(import.meta.dirname, '../../functions/pages/assets'), versions: {} });
  return Object.assign(local, {
    app,
    directory,
    signIn: async (person: string) => `redress_session=${await openSession(local.deps, person as PersonId)}`,
    days: (n: number) => local.runTo(local.clock.now() + n * 86_400_000),
    actor: (name: string) => {
      const person = people.find((candidate) => candidate.id === name);
      if (!person) throw new Error(`no sample person ${name}`);
      return { kind: 'person' as const, id: person.id, roles: person.roles };
    },
    end: async () => {
      await local.close();
      rmSync(directory, { recursive: true, force: true });
    },
  });
}
