/** Something that falls due on the clock. Instants are milliseconds since the epoch; fireDue fires all due at or before `now` and says how many. */
export type TimedSource = { nextDue(): number | undefined; fireDue(now: number): Promise<number> };
