import { AssertionError, Liquid, LiquidError } from 'liquidjs';
import { Refusal } from '../errors.ts';

/** Facts by name; false: known to be absent. */
export type Facts = Record<string, string | false | undefined>;

/**
 * Renders a template that people may edit. It sees the facts and nothing else: no files, no clock, no raw output, bounded work. A fact that is missing or
 * blank throws Refusal('data-missing') naming it, and is never printed as a blank; a template that cannot be read throws Refusal('unprocessable').
 */
export function fill(template: string, facts: Facts): string {
  try {
    const parsed = engine.parse(template);
    const missing = engine
      .globalVariablesSync(parsed)
      .filter((name) => facts[name] === undefined || (typeof facts[name] === 'string' && facts[name].trim() === ''));
    if (missing.length > 0) throw dataMissing(missing);
    return String(engine.renderSync(parsed, facts));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof LiquidError || error instanceof AssertionError) throw new Refusal('unprocessable', 'the template cannot be read');
    throw error;
  }
}

export const dataMissing = (names: readonly string[]): Refusal =>
  new Refusal(
    'data-missing',
    `the letter needs ${names.join(', ')}`,
    names.map((path) => ({ path, code: 'required' })),
  );

const engine = safeEngine();

/** LiquidJS reads files, knows the time and draws lots, unless all that is taken from it (docs: parts already tried, trap 7). */
function safeEngine(): Liquid {
  const liquid = new Liquid({
    templates: {},
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: 20_000,
    // Milliseconds, only against endless loops; an ordinary letter takes one.
    renderLimit: 5000,
    memoryLimit: 1_000_000,
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  for (const name of Object.keys(liquid.filters)) if (/^(raw|date|sample)/.test(name)) delete liquid.filters[name];
  return liquid;
}
