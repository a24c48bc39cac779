import { recordedEvents } from '#domain/claims/clocks-on-event.ts';
import { matters } from '#domain/deadlines/rule.ts';
import { CsrfField, Field, Select } from '../parts/form.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';

/** What starts or corrects a clock: something that happened, and what the claim is about. */
export function CaseStarts(props: CaseProps) {
  if (!props.rights.work || props.view.claim.stage === 'closed') return null;
  return (
    <section class="card" aria-labelledby="events-title">
      <h2 id="events-title">{caseTexts(props.moment.language).events.title}</h2>
      <EventForm {...props} />
      <MattersForm {...props} />
    </section>
  );
}

function EventForm({ staff, view, moment, errors, typed }: CaseProps) {
  const texts = caseTexts(moment.language).events;
  const open = ['event', 'day', 'hour', 'event-evidence', 'event-reason'].some((name) => errors.has(name));
  const field = (name: string) => ({ name, value: typed.form(name), errors });
  return (
    <details open={open}>
      <summary>{texts.event}</summary>
      <form method="post" action={`/desk/claims/${view.claim.reference}/events`}>
        <CsrfField visitor={staff} />
        <p class="hint">{texts.lead}</p>
        <Select
          {...field('event')}
          label={texts.event}
          options={recordedEvents.map((event) => ({ value: event, label: texts.names[event] }))}
        />
        <div class="row">
          <Field {...field('day')} label={texts.day} type="date" hint={texts.zone(view.account?.zone ?? moment.zone)} />
          <Field {...field('hour')} label={texts.hour} type="time" />
        </div>
        <Field {...field('event-evidence')} label={texts.evidence} maxlength={300} />
        <Field {...field('event-reason')} label={texts.reason} maxlength={300} />
        <button type="submit" class="compact">
          {texts.submit}
        </button>
      </form>
    </details>
  );
}

function MattersForm({ staff, view, moment, errors, typed }: CaseProps) {
  const texts = caseTexts(moment.language).matters;
  const found = view.claim.matters ?? [];
  return (
    <details open={errors.has('matters') || errors.has('matters-because')}>
      <summary>{texts.title}</summary>
      <form method="post" action={`/desk/claims/${view.claim.reference}/matters`}>
        <CsrfField visitor={staff} />
        <fieldset id="f-matters">
          <legend>{texts.lead}</legend>
          {matters.map((matter) => (
            <label class="choice">
              <input type="checkbox" name="matters" value={matter} checked={found.includes(matter)} />
              {texts.names[matter]}
            </label>
          ))}
        </fieldset>
        <p class="hint">{texts.none}</p>
        <Field name="matters-because" label={texts.because} value={typed.form('matters-because')} errors={errors} maxlength={300} />
        <button type="submit" class="compact">
          {texts.submit}
        </button>
      </form>
    </details>
  );
}
