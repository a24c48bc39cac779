import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machines } from '#infra/blueprint.ts';
import { loadMachines } from '#infra/local/wiring.ts';
import { lintMachine } from '#workflows/asl-lint.ts';
import { payloadKeys } from '#workflows/payloads.ts';
import { createWorld, named } from './conformance/world.ts';
import { defaults, inputs, type Say, type Scenario, scenarios } from './scenarios.ts';

type State = {
  Type: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Catch?: { Next: string }[];
  ItemProcessor?: { States: Record<string, State> };
  StartAt?: string;
};
type Definition = { StartAt: string; States: Record<string, State> };
const loaded = loadMachines() as Record<string, { definition: Definition }>;
const definitionOf = (name: string): Definition => {
  const found = loaded[name];
  if (!found) throw new Error(`no machine ${name}`);
  return found.definition;
};

/** Runs one scenario in virtual time; the edges "State -> State" that it went along. */
async function edgesOf(machine: string, { say, seconds, tokens = [] }: Scenario): Promise<Set<string>> {
  const scripts = new Map(
    Object.entries({ ...defaults[machine], ...say }).map(([step, said]) => [step, Array.isArray(said) ? [...said] : [said]]),
  );
  const words = new Map(tokens.map(({ step, outcome }) => [step, [outcome].flat()]));
  const next = (step: string): Say => {
    const script = scripts.get(step) ?? [];
    return (script.length > 1 ? script.shift() : script[0]) ?? named('Error', `nothing to say to ${step}`);
  };
  const world = createWorld({
    machines: { m: definitionOf(machine) },
    jitter: () => 0.5,
    functions: {
      [machines.find((candidate) => candidate.name === machine)?.steps ?? '']: async ({
        step,
        token,
      }: {
        step: string;
        token?: string;
      }) => {
        const said = next(step);
        if (said instanceof Error) throw said;
        const word = token ? words.get(step)?.shift() : undefined;
        if (token && word) await world.interpreter.complete(token, { outcome: word });
        return typeof said === 'string' ? { outcome: said } : said;
      },
    },
  });
  await world.run(inputs[machine], seconds);
  const entered = world.interpreter.history('m', 'one').filter((event) => event.type.endsWith('StateEntered'));
  const edges = new Set(entered.map((event, index) => `${entered[index - 1]?.state ?? 'start'} -> ${event.state}`));
  await world.database.close();
  return edges;
}

/** Every edge that a definition draws, at the top and inside a Map. */
function drawnEdges(definition: Definition): string[] {
  const within = (states: Record<string, State>): string[] =>
    Object.entries(states).flatMap(([name, state]) => {
      const targets = [
        state.Next,
        state.Default,
        ...(state.Choices ?? []).map((choice) => choice.Next),
        ...(state.Catch ?? []).map((catcher) => catcher.Next),
      ];
      return [
        ...targets.flatMap((target) => (target ? [`${name} -> ${target}`] : [])),
        ...(state.ItemProcessor ? within(state.ItemProcessor.States) : []),
      ];
    });
  return [...new Set(within(definition.States))];
}

describe('the machines of the product', () => {
  it('are those of the blueprint, one file each', () => {
    const files = readdirSync(join(import.meta.dirname, '../../workflows')).filter((name) => name.endsWith('.asl.json'));
    expect(files.sort()).toEqual(machines.map(({ name }) => `${name}.asl.json`).sort());
  });
  it.each(machines.map(({ name }) => name))('%s keeps the rules of the house', (name) => {
    expect(lintMachine(name, definitionOf(name), payloadKeys)).toEqual([]);
  });
  it.each(machines.map(({ name }) => name))('%s: every path is run in virtual time', async (name) => {
    const run = new Set<string>();
    for (const scenario of scenarios[name] ?? []) for (const edge of await edgesOf(name, scenario)) run.add(edge);
    const missing = drawnEdges(definitionOf(name)).filter((edge) => !run.has(edge));
    // The edge that leaves a Map begins in the last state of its last child, where there was one.
    expect(missing).toEqual([]);
  });
});
