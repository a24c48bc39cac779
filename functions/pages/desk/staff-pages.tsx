import { Hono } from 'hono';
import type { Deps } from '#usecases/deps.ts';
import type { Identity } from '#usecases/ports.ts';
import { type Doors, publicDoor, secureHeaders, staffDoor } from '../door.ts';
import { errorPage } from '../parts/error-page.tsx';
import { staffRoutes } from '../routes.ts';
import { customerDoors } from './customer-doors.tsx';
import { queueDoors } from './queue-doors.tsx';
import { beginDoor, finishDoor, signOutDoor } from './sign-in-doors.tsx';
import type { StaffHandler, StaffHandlers, StaffHandlersUnder, StaffKey } from './staff-route.tsx';

export type StaffPagesOptions = Pick<Doors, 'deps' | 'clientOf' | 'rate'> & { identity: Identity; uploads: string };

/** The company's own side: every page and form behind the sign-in. */
export function staffPages({ deps, identity, uploads, clientOf, rate }: StaffPagesOptions): Hono {
  const app = new Hono();
  app.use('*', secureHeaders(uploads));
  const doors: Doors = { app, deps, errorPage, clientOf, rate };
  const handlers = handlersOf(deps, identity);
  for (const route of staffRoutes) {
    if (route.path === '/sign-in') publicDoor(doors, route, (c) => beginDoor({ deps, identity }, c));
    else if (route.path === '/signed-in') publicDoor(doors, route, (c) => finishDoor({ deps, identity }, c));
    else {
      const key = `${route.method} ${route.path}` as StaffKey;
      const handler = handlers[key];
      if (!handler) throw new Error(`no page behind ${key}`);
      staffDoor(doors, route, handler);
    }
  }
  return app;
}

/** The pages at these places, loaded at their first use: they do not make the others wait when a function starts. */
function onFirstUse<Place extends string>(places: readonly Place[], load: () => Promise<StaffHandlersUnder<Place>>): StaffHandlers {
  let loaded: Promise<StaffHandlers> | undefined;
  const handlers = staffRoutes
    .filter(({ path }) => places.some((place) => path.startsWith(place)))
    .map(({ method, path }): [string, StaffHandler] => {
      const key = `${method} ${path}` as StaffKey;
      return [
        key,
        async (c, staff) => {
          loaded ??= load();
          const handler = (await loaded)[key];
          if (!handler) throw new Error(`no page behind ${key}`);
          return handler(c, staff);
        },
      ];
    });
  return Object.fromEntries(handlers);
}

const handlersOf = (deps: Deps, identity: Identity): StaffHandlers => ({
  'POST /sign-out': (c, staff) => signOutDoor({ deps, identity }, c, staff),
  ...queueDoors(deps),
  ...onFirstUse(['/desk/claims'], async () => {
    const [{ caseDoors }, { clockDoors }] = await Promise.all([import('./case-doors.tsx'), import('./clock-doors.tsx')]);
    return { ...caseDoors(deps), ...clockDoors(deps) };
  }),
  ...onFirstUse(['/calendar'], async () => (await import('../calendar/calendar-doors.tsx')).calendarDoors(deps)),
  ...onFirstUse(['/team'], async () => (await import('./team-doors.tsx')).teamDoors(deps)),
  ...customerDoors(deps),
  ...onFirstUse(['/desk/quarantine'], async () => (await import('./quarantine-doors.tsx')).quarantineDoors(deps)),
  ...onFirstUse(['/deadlines'], async () => (await import('../legal/deadline-doors.tsx')).deadlineDoors(deps)),
  ...onFirstUse(['/rates'], async () => (await import('../legal/rate-doors.tsx')).rateDoors(deps)),
  ...onFirstUse(['/law', '/what-if'], async () => (await import('../legal/law-doors.tsx')).lawDoors(deps)),
  ...onFirstUse(['/counter-claims'], async () => (await import('../legal/counter-claim-doors.tsx')).counterClaimDoors(deps)),
  ...onFirstUse(['/customers/:id/ledger', '/customers/:id/settlements', '/settlements', '/payment-orders'], async () =>
    (await import('../ledger/ledger-doors.tsx')).ledgerDoors(deps),
  ),
  ...onFirstUse(['/customers/:id/contracts'], async () => (await import('../legal/contract-doors.tsx')).contractDoors(deps)),
  ...onFirstUse(['/breaches'], async () => (await import('../legal/breach-doors.tsx')).breachDoors(deps)),
  ...onFirstUse(['/exposure'], async () => (await import('../legal/exposure-doors.tsx')).exposureDoors(deps)),
});
