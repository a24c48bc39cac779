import { describe, expect, test } from 'vitest';
import type { Schedule } from '#usecases/ports.ts';

export type MadeSchedule = {
  schedule: Schedule;
  /** What is planned now, as [instant, step, input]. */
  planned: () => [string, string, unknown][];
  close: () => Promise<void>;
};

/** What every Schedule must do; it is 10:00 on 1 March 2027. */
export function describeSchedule(name: string, make: () => Promise<MadeSchedule>): void {
  describe(`Schedule: ${name}`, () => {
    const using = async (act: (made: MadeSchedule) => Promise<void>): Promise<void> => {
      const made = await make();
      await act(made).finally(made.close);
    };
    test('plans a step with its input', () =>
      using(async ({ schedule, planned }) => {
        await schedule.at('hold:7K3M', '2027-03-01T12:00:00Z', 'end-hold', { id: '7K3M', ключ: [1] });
        expect(planned()).toEqual([['2027-03-01T12:00:00.000Z', 'end-hold', { id: '7K3M', ключ: [1] }]]);
      }));
    test('the same name again moves it', () =>
      using(async ({ schedule, planned }) => {
        await schedule.at('hold:7K3M', '2027-03-01T12:00:00Z', 'end-hold', { n: 1 });
        await schedule.at('hold:7K3M', '2027-03-02T12:00:00Z', 'end-hold', { n: 2 });
        expect(planned()).toEqual([['2027-03-02T12:00:00.000Z', 'end-hold', { n: 2 }]]);
      }));
    test('names that look alike stay apart', () =>
      using(async ({ schedule, planned }) => {
        for (const each of ['hold:1', 'hold/1', `${'long'.repeat(20)}1`, `${'long'.repeat(20)}2`])
          await schedule.at(each, '2027-03-01T12:00:00Z', 's', {});
        expect(planned()).toHaveLength(4);
      }));
    test('what is cancelled is gone; cancelling nothing is quiet', () =>
      using(async ({ schedule, planned }) => {
        await schedule.at('a', '2027-03-01T12:00:00Z', 's', {});
        await schedule.at('b', '2027-03-01T13:00:00Z', 's', {});
        await schedule.cancel('a');
        await schedule.cancel('a');
        expect(planned().map(([at]) => at)).toEqual(['2027-03-01T13:00:00.000Z']);
      }));
    test('what is no instant is refused', () =>
      using(async ({ schedule, planned }) => {
        await expect(schedule.at('a', 'tomorrow', 's', {})).rejects.toThrow(RangeError);
        expect(planned()).toEqual([]);
      }));
  });
}
