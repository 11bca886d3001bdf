/** Where the environment says that the data is. */
export function place(environment: NodeJS.ProcessEnv): { databaseUrl: string | undefined; dataDir: string } {
  return {
    databaseUrl: environment['DATABASE_URL']?.trim() || undefined,
    dataDir: environment['DATA_DIR']?.trim() || '.data',
  };
}
