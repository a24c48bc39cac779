/** Where something failed, for the log: the first frame of the stack, without any content. */
export const failurePlace = (error: unknown): string =>
  (error instanceof Error
    ? (error.stack
        ?.split('\n')
        .find((line) => line.includes(' at '))
        ?.trim() ?? '')
    : ''
  ).slice(0, 200);
