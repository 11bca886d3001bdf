/** Below `--help`: the settings that most installations need. All of them are in docs/contract.md. */
export const SETTINGS_HELP = `
Settings are read from the environment:
  PORT, HOST                where to listen (8787 on 127.0.0.1)
  DATA_DIR                  the embedded database and the generated secrets (.data)
  DATABASE_URL              a PostgreSQL server instead, which several processes may share
  REDIS_URL                 rate limits are counted together, and webhooks queued, in Redis
  HATCHED_SIGNING_SECRET    signs tokens; required with DATABASE_URL
  HATCHED_PUBLIC_URL        how the server is reached from outside, like https://buddy.example.com
  HATCHED_TRUST_PROXY       1 where it is reached through a proxy only
  HATCHED_LOG_LEVEL         debug, info, warn, error or silent
  HATCHED_ALLOW_PRIVATE_WEBHOOKS
                            1 lets webhooks go to this machine and to private addresses
All of them are in the contract, which the running server has under /llms-full.txt.`;
