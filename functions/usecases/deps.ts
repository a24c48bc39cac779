import { dayInZone } from '#domain/deadlines/zone.ts';
import type { Company } from '#domain/replies/company.ts';
import type { Stores } from '#stores/stores.ts';
import type { Blobs, Clock, Letters, Log, Mail, MailFormat, NewId, Schedule, Workflows } from './ports.ts';

/** What is fixed when the process starts. `linkSecret` signs links; whoever has it can make any, so it comes from a secret store. */
export type Config = {
  publicUrl: string;
  /** Where customers write: "claims@acme.example". Signed reply addresses are "claims+token@acme.example". */
  claimsAddress: string;
  linkSecret: string;
  /** How long a sign-in lasts; ten hours unless said. One machine says more: its clock may be moved by weeks. */
  sessionHours?: number | undefined;
  company: Company;
};

/** Everything that a use case may reach. */
export type Deps = {
  stores: Stores;
  workflows: Workflows;
  blobs: Blobs;
  mail: Mail;
  schedule: Schedule;
  letters: Letters;
  mailFormat: MailFormat;
  clock: Clock;
  newId: NewId;
  log: Log;
  config: Config;
  /** Runs work that the caller need not wait for; what fails there is told again by the sweep. */
  later(work: () => Promise<void>): Promise<void>;
};

export const isoNow = (deps: { clock: Clock }): string => new Date(deps.clock.now()).toISOString();
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Today's legal day in a zone, YYYY-MM-DD. */
export const today = (deps: { clock: Clock }, zone: string): string => dayInZone(isoNow(deps), zone);
