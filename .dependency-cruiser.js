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
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(demo/examples|test/hosts/apps)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
