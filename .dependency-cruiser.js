/** No file imports itself through others, types included. What is loaded later (`import()`) may know who loads it. */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'These files import each other. Move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'keys-of-calls-at-the-gate',
      comment: 'Who serves a call does not know that it may be sent again: the gate and the store see to that.',
      severity: 'error',
      from: { path: '^src/server/', pathNot: '^src/server/(gate/|http/(app|register)\\.ts$|storage\\.ts$)' },
      to: { path: '^src/server/gate/idempotency/' },
    },
    {
      name: 'units-in-the-store',
      comment: 'The gate runs a call in its unit and the store asks for it. Rooms write as if there were none.',
      severity: 'error',
      from: {
        path: '^src/server/',
        // What these do besides is not what a call is made for.
        pathNot:
          '^src/server/(store/|gate/idempotency/|http/register\\.ts$|workspace/users/(seats|users|queries/erasing)\\.ts$|webhooks/queries\\.ts$)',
      },
      to: { path: '^src/server/store/unit/' },
    },
    {
      name: 'lingua-can-be-copied',
      comment: 'The example app is what a customer could write: npm packages and the SDK by its name, nothing of ours.',
      severity: 'error',
      from: { path: '^demo/lingua/' },
      to: { path: '^(src|test|demo)/', pathNot: '^(demo/lingua/|src/sdk/index\\.ts$|src/sdk/webhooks/index\\.ts$)' },
    },
    {
      name: 'sdk-by-its-name',
      comment: 'Import hatched-buddy/sdk or hatched-buddy/sdk/webhooks, as a customer does.',
      severity: 'error',
      from: { path: '^demo/lingua/' },
      to: { path: '^src/sdk/', dependencyTypes: ['local'] },
    },
    {
      name: 'demo-knows-no-server',
      comment: 'The demo runs the server as a program (src/server/main.ts), and asks it as anybody does.',
      severity: 'error',
      from: { path: '^demo/' },
      to: { path: '^src/server/' },
    },
    {
      name: 'server-knows-no-demo',
      comment: 'The server is the same with and without the demo beside it.',
      severity: 'error',
      from: { path: '^src/(?!build/)' },
      to: { path: '^demo/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(demo/examples|test/hosts/apps)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
