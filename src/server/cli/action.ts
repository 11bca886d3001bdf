/** For commander: prints what the work answers, or its error in one sentence. */
export function actionOf<T extends unknown[]>(work: (...args: T) => Promise<string | void>) {
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
