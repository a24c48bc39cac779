import { describe, expect, test } from 'vitest';
import type { Workflows } from '#usecases/ports.ts';

export type MadeWorkflows = {
  workflows: Workflows;
  /** Token of the execution `name` of machine `ask`, which does nothing but wait for it, once it waits. */
  tokenOf: (name: string) => Promise<string>;
  close: () => Promise<void>;
};

/** What every Workflows must do. `make` gives one with a machine `ask`: one task that waits for its token, then the end. */
export function describeWorkflows(name: string, make: () => Promise<MadeWorkflows>): void {
  describe(`Workflows: ${name}`, () => {
    const input = { reference: 'R', run: 1 };
    const using = async (act: (made: MadeWorkflows) => Promise<void>): Promise<void> => {
      const made = await make();
      await act(made).finally(made.close);
    };
    const other = { name: 'ExecutionAlreadyExists' };

    test('a name is started once, while it runs', () =>
      using(async ({ workflows, tokenOf }) => {
        expect(await workflows.start('ask', 'one', input)).toBe('started');
        await tokenOf('one');
        expect(await workflows.start('ask', 'one', { ...input })).toBe('exists');
        expect(await workflows.start('ask', 'two', input)).toBe('started');
      }));
    test('a name is started once, also after it ended', () =>
      using(async ({ workflows, tokenOf }) => {
        await workflows.start('ask', 'one', input);
        await workflows.complete(await tokenOf('one'), {});
        expect(await workflows.start('ask', 'one', input)).toBe('exists');
      }));
    test('a name with another input is refused, running or ended', () =>
      using(async ({ workflows, tokenOf }) => {
        await workflows.start('ask', 'one', input);
        await expect(workflows.start('ask', 'one', { ...input, run: 2 })).rejects.toMatchObject(other);
        await workflows.complete(await tokenOf('one'), {});
        await expect(workflows.start('ask', 'one', { ...input, run: 2 })).rejects.toMatchObject(other);
      }));
    test('a token is told once', () =>
      using(async ({ workflows, tokenOf }) => {
        await workflows.start('ask', 'one', input);
        const token = await tokenOf('one');
        expect(await workflows.complete(token, { outcome: 'approved' })).toBe('told');
        expect(await workflows.complete(token, { outcome: 'approved' })).toBe('gone');
        expect(await workflows.fail(token, 'Withdrawn')).toBe('gone');
      }));
    test('a token may be failed, once', () =>
      using(async ({ workflows, tokenOf }) => {
        await workflows.start('ask', 'one', input);
        const token = await tokenOf('one');
        expect(await workflows.fail(token, 'Withdrawn')).toBe('told');
        expect(await workflows.complete(token, {})).toBe('gone');
      }));
    test('an unknown token is gone', () =>
      using(async ({ workflows }) => {
        expect(await workflows.complete('unknown', {})).toBe('gone');
        expect(await workflows.fail('unknown', 'X')).toBe('gone');
      }));
    test('stop ends it for good; its token is gone; stopping again or the unknown is quiet', () =>
      using(async ({ workflows, tokenOf }) => {
        await workflows.start('ask', 'one', input);
        const token = await tokenOf('one');
        await workflows.stop('ask', 'one');
        expect(await workflows.complete(token, {})).toBe('gone');
        await workflows.stop('ask', 'one');
        await workflows.stop('ask', 'never');
        expect(await workflows.start('ask', 'one', input)).toBe('exists');
      }));
    test('an unknown machine is refused', () =>
      using(async ({ workflows }) => {
        await expect(workflows.start('nothing', 'one', input)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
      }));
  });
}
