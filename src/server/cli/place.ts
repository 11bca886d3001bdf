/** Where the environment says that the data is. */
export function place(environment: NodeJS.ProcessEnv): { database_url: string | undefined; data_dir: string } {
  return {
    database_url: environment['DATABASE_URL']?.trim() || undefined,
    data_dir: environment['DATA_DIR']?.trim() || '.data',
  };
}
