import { type Clock, isOpen } from '#domain/deadlines/clocks.ts';
import { clockConflicts } from '#domain/deadlines/rule-conflict.ts';
import { showInstant } from '#domain/replies/format.ts';
import { CsrfField, Field, HiddenField, Select } from '../parts/form.tsx';
import { dateWithDistance } from '../parts/format.ts';
import { StateMark, type Tone } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';
import { ConflictNote } from './conflict-note.tsx';
import { DueMark } from './due.tsx';
import { Why } from './why.tsx';

const tones: Record<Clock['state'], Tone> = { running: 'waiting', paused: 'neutral', met: 'done', missed: 'overdue', cancelled: 'neutral' };

/** Every clock of the claim, open ones first, each with why it ends when it ends. */
export function CaseClocks(props: CaseProps) {
  const { view, moment } = props;
  const { clocks } = view.claim;
  const texts = caseTexts(moment.language);
  const sorted = [...clocks].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (a.dueAt < b.dueAt ? -1 : 1));
  return (
    <section aria-labelledby="clocks-title" class="card">
      <h2 id="clocks-title">{texts.sections.clocks}</h2>
      <ConflictNote conflicts={clockConflicts(clocks, view.law)} moment={moment} short />
      {clocks.length === 0 && <p class="muted">{texts.clocks.none}</p>}
      <ul class="clocks">
        {sorted.map((clock) => (
          <li>
            <ClockLine clock={clock} {...props} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ClockLine({ clock, ...props }: CaseProps & { clock: Clock }) {
  const { view, moment, rights } = props;
  const { language } = moment;
  const texts = caseTexts(language).clocks;
  const open = isOpen(clock);
  const date = dateWithDistance(clock.lastDay, moment).text;
  return (
    <>
      <p class="clock-line">
        <strong>{clock.title[language]}</strong>
        {open && clock.state !== 'paused' ? (
          <DueMark due={{ at: clock.dueAt, lastDay: clock.lastDay, provisional: clock.provisional }} moment={moment} />
        ) : (
          <StateMark tone={tones[clock.state]}>{texts.states[clock.state]}</StateMark>
        )}
      </p>
      <p class="small muted">
        {date} · {clock.clause[language]}
      </p>
      {clock.metAt && (
        <p class="small muted">
          {(clock.state === 'missed' ? texts.metLate : texts.metOn)(showInstant(clock.metAt, moment.zone, language))}
        </p>
      )}
      <Why
        clock={clock}
        reference={view.claim.reference}
        confidence={view.law.findRule(clock.ruleId, clock.ruleVersion)?.confidence}
        moment={moment}
        label={clock.title[language]}
      />
      {rights.work && open && <ClockForm clock={clock} {...props} />}
    </>
  );
}

const unitOf = (clock: Clock) => clock.mayExtend?.unit ?? clock.period.unit;
// As the domain has it: law's clocks move only by their own rule; own and contract terms by reason and evidence.
const mayExtend = (clock: Clock): boolean =>
  clock.mayExtend
    ? clock.extensions.length < clock.mayExtend.times
    : clock.kind === 'own_target' || clock.kind === 'contract_answer' || clock.kind === 'customer_answer';

function ClockForm({ clock, staff, view, moment, errors, typed }: CaseProps & { clock: Clock }) {
  const work = caseTexts(moment.language);
  const texts = work.clocks;
  // Once the time has run out, only what counts from earlier can still move it.
  const moves = clock.state === 'running' || clock.state === 'missed';
  const extendable = moves && mayExtend(clock);
  const pausable = moves && clock.mayPause !== 'never';
  const actions = [pausable && 'pause', clock.state === 'paused' && 'resume', extendable && 'extend'].filter(
    (action) => action === 'pause' || action === 'resume' || action === 'extend',
  );
  if (actions.length === 0) return null;
  const name = (part: string) => `${clock.id}.${part}`;
  const information = clock.mayPause === 'request-for-information' && pausable && !extendable;
  return (
    <details open={[...errors.keys()].some((path) => path.startsWith(`${clock.id}.`))}>
      <summary>
        {clock.state === 'paused' ? texts.resumeTitle : texts.change}
        <span class="visually-hidden">: {clock.title[moment.language]}</span>
      </summary>
      <form method="post" action={`/desk/claims/${view.claim.reference}/clocks/${clock.id}`}>
        <CsrfField visitor={staff} />
        {clock.mayPause === 'request-for-information' && <p class="hint">{texts.onlyInformation}</p>}
        {actions.length === 1 ? (
          <HiddenField name={name('change')} value={actions[0] ?? ''} />
        ) : (
          <Select
            name={name('change')}
            label={texts.action}
            value={typed.form(name('change'))}
            options={actions.map((action) => ({ value: action, label: texts[action] }))}
          />
        )}
        {extendable && (
          <Field
            name={name('length')}
            label={texts.length(texts.units[unitOf(clock)])}
            type="number"
            min="1"
            value={typed.form(name('length'))}
            errors={errors}
          />
        )}
        {information ? (
          <HiddenField name={name('reason')} value="request-for-information" />
        ) : (
          <Field name={name('reason')} label={texts.reason} value={typed.form(name('reason'))} errors={errors} maxlength={300} />
        )}
        <Field
          name={name('from')}
          label={work.from}
          hint={work.fromHint(clock.zone)}
          type="datetime-local"
          value={typed.form(name('from'))}
          errors={errors}
        />
        <Field name={name('evidence')} label={texts.evidence} value={typed.form(name('evidence'))} errors={errors} maxlength={300} />
        <button type="submit" class="compact">
          {actions.length === 1 ? texts[actions[0] ?? 'pause'] : texts.change}
        </button>
      </form>
    </details>
  );
}
