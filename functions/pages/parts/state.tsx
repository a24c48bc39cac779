import type { Child } from 'hono/jsx';

export type Tone = 'waiting' | 'soon' | 'overdue' | 'done' | 'neutral';

/** Shapes that differ without colour: ring, half, full, tick, dash. */
const shapes: Record<Tone, Child> = {
  waiting: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" />,
  soon: (
    <g>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" />
      <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
    </g>
  ),
  overdue: <path d="M6 0.8 11.6 11H0.4z" fill="currentColor" />,
  done: (
    <path d="M1.5 6.5 4.6 9.6 10.5 2.8" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
  ),
  neutral: <path d="M2 6h8" stroke="currentColor" stroke-width="2" stroke-linecap="round" />,
};

/** State = colour + word + shape, never colour alone. */
export const StateMark = ({ tone, children }: { tone: Tone; children: Child }) => (
  <span class={`state ${tone}`}>
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {shapes[tone]}
    </svg>
    {children}
  </span>
);

/** What will appear here, and how to make it appear. */
export const Empty = ({ title, children }: { title: string; children?: Child }) => (
  <div class="empty">
    <h2>{title}</h2>
    {children && <p>{children}</p>}
  </div>
);

export const Flash = ({ children, kind }: { children: Child; kind?: 'error' | 'notice' }) => (
  <div class={kind ? `flash ${kind}` : 'flash'} role={kind === 'error' ? 'alert' : 'status'}>
    {children}
  </div>
);

export type TimelineStep = { state: 'done' | 'now' | 'next'; title: Child; when?: Child; note?: Child };
/** What is done, what is now, what comes next and by when. */
export const Timeline = ({ steps, words }: { steps: readonly TimelineStep[]; words: Record<TimelineStep['state'], string> }) => (
  <ol class="timeline">
    {steps.map((step) => (
      <li class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
        <svg class="dot" viewBox="0 0 16 16" aria-hidden="true">
          {step.state === 'done' ? (
            <g>
              <circle cx="8" cy="8" r="8" fill="currentColor" />
              <path
                d="M4.5 8.4 7 10.8 11.6 5.6"
                fill="none"
                stroke="var(--ground)"
                stroke-width="1.8"
                stroke-linecap="round"
                stroke-linejoin="round"
              />
            </g>
          ) : (
            <circle cx="8" cy="8" r="6.5" fill={step.state === 'now' ? 'currentColor' : 'none'} stroke="currentColor" stroke-width="2" />
          )}
        </svg>
        <span class="visually-hidden">{words[step.state]}: </span>
        <strong>{step.title}</strong>
        {step.when && <span class="when">{step.when}</span>}
        {step.note && <span class="small">{step.note}</span>}
      </li>
    ))}
  </ol>
);

export const DefinitionList = ({ items }: { items: readonly (readonly [label: Child, value: Child] | undefined)[] }) => (
  <dl class="facts">{items.flatMap((item) => (item ? [<dt>{item[0]}</dt>, <dd>{item[1]}</dd>] : []))}</dl>
);

export type Column = { label: string; number?: boolean };
/** A table that becomes a list of cards on a phone. */
export const Table = ({
  caption,
  columns,
  rows,
  foot,
  hideCaption = false,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly Child[])[];
  foot?: readonly Child[];
  hideCaption?: boolean;
}) => (
  <div class="table-wrap">
    <table class="cards">
      <caption class={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.number ? 'number' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell, index) => (
              <td data-label={columns[index]?.label} class={columns[index]?.number ? 'number' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            {foot.map((cell, index) => (
              <td data-label={columns[index]?.label} class={columns[index]?.number ? 'number' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  </div>
);

/** The first and last characters of a SHA-256, the whole of it on demand. */
export const Hash = ({ sha256 }: { sha256: string }) => (
  <code class="hash" title={`SHA-256 ${sha256}`}>
    {sha256.slice(0, 8)}…{sha256.slice(-4)}
  </code>
);
