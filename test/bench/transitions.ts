import { answer, handIn, load } from '#test/support/claims.ts';
import { makeWorld, type World } from '#test/support/world.ts';
import { acceptReply, disputeReply, rateClaim } from '#usecases/follow-claim.ts';

/** Billed transitions of a whole case, counted by the interpreter on a clock that stands still. Prints them as JSON; run as a bundle, as it draws pages. */
type Case = { transitions: number; byMachine: Record<string, number>; stage: string };

async function inWorld(live: (world: World) => Promise<string>): Promise<Case> {
  const world = await makeWorld();
  try {
    const reference = await live(world);
    await world.idle();
    // Of the case alone: the daily scans that ran meanwhile are there without it, too.
    const own = world.interpreter.list({ limit: 10_000 }).filter(({ name }) => name.includes(reference));
    const byMachine: Record<string, number> = {};
    for (const { machine, transitions } of own) byMachine[machine] = (byMachine[machine] ?? 0) + transitions;
    return {
      transitions: own.reduce((sum, { transitions }) => sum + transitions, 0),
      byMachine,
      stage: (await load(world, reference)).stage,
    };
  } finally {
    await world.end();
  }
}

const happy = await inWorld(async (world) => {
  const { reference } = await handIn(world);
  await answer(world, reference);
  const customer = { kind: 'customer', reference } as const;
  await acceptReply(world.deps, customer);
  await rateClaim(world.deps, customer, 5);
  return reference;
});

const worst = await inWorld(async (world) => {
  const { reference } = await handIn(world);
  await world.days(40); // untouched: past every rung, to legal
  await answer(world, reference);
  for (let round = 0; round < 2; round++) {
    await world.days(2);
    await disputeReply(world.deps, { kind: 'customer', reference }, { demands: ['d1'], text: 'Not enough.' });
    await world.idle();
    await answer(world, reference);
  }
  await acceptReply(world.deps, { kind: 'customer', reference });
  return reference;
});
console.log(JSON.stringify({ happy, worst }));
