import type { Deps } from '#usecases/deps.ts';
import { listAccounts, scanAccount } from '#usecases/scan-breaches.ts';
import { accountPage, breachPayload, outcome } from '#workflows/payloads.ts';

/** The steps of the daily scan. */
export const breachSteps = (deps: Deps) => async (payload: unknown) => {
  const { step, account = '', cursor = '', day } = breachPayload.parse(payload);
  switch (step) {
    case 'list-accounts':
      return accountPage.parse(await listAccounts(deps, day, cursor));
    case 'scan-account':
      return outcome.parse({ outcome: await scanAccount(deps, account) });
    case 'raise-to-person':
      deps.log('breach-scan-failed', { day });
      return outcome.parse({ outcome: 'raised' });
  }
};
