import { Hono } from 'hono';
import type { Deps } from '#usecases/deps.ts';
import type { Identity } from '#usecases/ports.ts';
import { calendarDoors } from '../calendar/calendar-doors.tsx';
import { type Doors, publicDoor, secureHeaders, staffDoor } from '../door.ts';
import { counterClaimDoors } from '../legal/counter-claim-doors.tsx';
import { deadlineDoors } from '../legal/deadline-doors.tsx';
import { lawDoors } from '../legal/law-doors.tsx';
import { errorPage } from '../parts/error-page.tsx';
import { staffRoutes } from '../routes.ts';
import { caseDoors } from './case-doors.tsx';
import { clockDoors } from './clock-doors.tsx';
import { customerDoors } from './customer-doors.tsx';
import { quarantineDoors } from './quarantine-doors.tsx';
import { queueDoors } from './queue-doors.tsx';
import { beginDoor, finishDoor, signOutDoor } from './sign-in-doors.tsx';
import type { StaffHandlers, StaffKey } from './staff-route.tsx';
import { teamDoors } from './team-doors.tsx';

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

const handlersOf = (deps: Deps, identity: Identity): StaffHandlers => ({
  'POST /sign-out': (c, staff) => signOutDoor({ deps, identity }, c, staff),
  ...queueDoors(deps),
  ...caseDoors(deps),
  ...calendarDoors(deps),
  ...clockDoors(deps),
  ...teamDoors(deps),
  ...customerDoors(deps),
  ...quarantineDoors(deps),
  ...deadlineDoors(deps),
  ...lawDoors(deps),
  ...counterClaimDoors(deps),
});
