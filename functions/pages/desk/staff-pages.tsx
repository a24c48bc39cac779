import { Hono } from 'hono';
import type { Identity } from '#usecases/ports.ts';
import type { Doors } from '../door.ts';

export type StaffPagesOptions = Pick<Doors, 'deps' | 'clientOf' | 'rate'> & { identity: Identity; uploads: string };
export const staffPages = (_options: StaffPagesOptions): Hono => new Hono();
