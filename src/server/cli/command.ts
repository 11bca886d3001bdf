/** Runs one command of the shell: what cannot work is said in one sentence, without a stack. */
export async function command(work: (argument: string | undefined) => Promise<string>): Promise<void> {
  try {
    console.log(await work(process.argv[2]));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** Where the environment says that the data is. */
export function place(environment: NodeJS.ProcessEnv): { database_url: string | undefined; data_dir: string } {
  return {
    database_url: environment['DATABASE_URL']?.trim() || undefined,
    data_dir: environment['DATA_DIR']?.trim() || '.data',
  };
}
