import { type SnsEvent, sesEventsOf } from '#adapters/ses-events.ts';
import { recordMailEvent } from '#usecases/mail-events.ts';
import { composeOnAws } from './compose.ts';

const deps = composeOnAws(process.env);

/** Deliveries, bounces and complaints of our own mails. */
export const handler = async (event: SnsEvent) => {
  const ready = await deps;
  for (const mailEvent of sesEventsOf(event)) await recordMailEvent(ready, mailEvent);
};
