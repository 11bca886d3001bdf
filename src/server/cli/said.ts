/** Prints what a command answers, or in one sentence why it could not be done. */
export function said<T extends unknown[]>(work: (...args: T) => Promise<string | void>) {
  return async (...args: T): Promise<void> => {
    try {
      const answer = await work(...args);
      if (answer) console.log(answer);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  };
}
