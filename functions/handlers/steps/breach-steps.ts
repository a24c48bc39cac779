import type { Deps } from '#usecases/deps.ts';
import { listShards, scanShards } from '#usecases/scan-shards.ts';
import { breachPayload, outcome, shardList } from '#workflows/payloads.ts';

/** The steps of the daily scan. */
export const breachSteps = (deps: Deps) => async (payload: unknown) => {
  const { step, shards = [], day } = breachPayload.parse(payload);
  switch (step) {
    case 'list-shards':
      return shardList.parse(await listShards(deps, day));
    case 'scan-shards':
      return outcome.parse(await scanShards(deps, day, shards));
    case 'raise-to-person':
      deps.log('breach-scan-failed', { day });
      return outcome.parse({ outcome: 'raised' });
  }
};
