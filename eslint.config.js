import { globSync, readFileSync } from 'node:fs';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

/** The house: who may import whom. A folder that is not listed may import anything of ours. */
const ROOMS = ['contract', 'engine', 'art', 'sdk', 'widget', 'playground', 'server', 'server/cli'];
const MAY_IMPORT = {
  contract: [],
  engine: ['contract'],
  art: ['contract'],
  sdk: ['contract'],
  // The element loads the playground when it is asked to (`import()`).
  widget: ['contract'],
  playground: ['contract', 'engine', 'art'],
  server: ['contract', 'engine', 'art'],
  // What it asks a running server for, it asks as any other client.
  'server/cli': ['contract', 'engine', 'art', 'sdk', 'server'],
};

const house = ROOMS.map((room) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...ROOMS.filter((other) => other !== room && !MAY_IMPORT[room].includes(other)).map((other) => ({
            regex: `^(\\.\\./)+${other}/`,
            message: `src/${room} must not import src/${other}.`,
          })),
          ...(room === 'contract' || room.startsWith('server')
            ? []
            : [{ regex: '^node:', message: `src/${room} runs in browsers and edge runtimes too.` }]),
        ],
      },
    ],
  },
}));

/** The store knows no room: rooms bring their queries to it. */
const store = {
  files: ['src/server/store/**/*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^(\\.\\./)+(?!contract/|engine/|log\\.ts|store/|schema/|change/|unit/|sqlite/|postgres/)[a-z-]+/',
            message: 'src/server/store must not import a room of the server.',
          },
        ],
      },
    ],
  },
};

const pure = {
  files: ['src/{engine,art,contract}/**/*.ts'],
  rules: {
    'no-restricted-globals': ['error', 'fetch', 'process', 'setTimeout', 'setInterval', 'performance', 'crypto'],
    'no-restricted-syntax': [
      'error',
      {
        selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: 'Pass the time in.',
      },
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the time in.' },
      {
        selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
        message: 'Pass chance in.',
      },
    ],
  },
};

/** Types only: the schemas would bring zod into what browsers and edge runtimes load. */
const typesOfContract = {
  files: ['src/{engine,art,sdk,widget,playground}/**/*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '/contract/(?!errors\\.|limits\\.|names\\.|buddy/(art|outfits)\\.)[a-z-/]+\\.ts$',
            allowTypeImports: true,
            message: 'Import types only: this module holds zod schemas.',
          },
        ],
      },
    ],
  },
};

/**
 * snake_case is for the wire and for rows: what a value is there, it is called in the code, too. Everything else that we
 * name is camelCase.
 */
const SNAKE = '[a-z\\d]+(?:_[a-z\\d]+)+';
const fieldsOfWireAndRows = new Set(
  [
    'docs/openapi.json',
    'docs/contract.md',
    'docs/webhooks.md',
    'src/contract/buddy/art.ts',
    ...globSync('src/server/store/schema/*.ts'),
  ].flatMap(
    (path) => readFileSync(new URL(path, import.meta.url), 'utf8').match(new RegExp(`\\b${SNAKE}\\b`, 'g')) ?? [],
  ),
);
/** Of stored states and answers, of logs, of `/metrics`, of codes and their details, and of libraries. */
const OTHER_FIELDS =
  'evolution_told milestone_at signing_secret limit_ms buddies_due deliveries_pending operations_pending operations_running ' +
  'is_new judged_by conflicting_item_ids read_only wrong_key no_configuration application_name statement_timeout lock_timeout query_timeout ' +
  'idle_in_transaction_session_timeout server_version_num bit_depth colour_type';
const snakeCase = [...fieldsOfWireAndRows, ...OTHER_FIELDS.split(' ')].join('|');

const names = {
  files: ['src/**/*.ts', 'demo/**/*.ts'],
  rules: {
    '@typescript-eslint/naming-convention': [
      'error',
      {
        selector: 'default',
        format: null,
        custom: { regex: `^${SNAKE}$`, match: false },
        filter: { regex: `^(?:${snakeCase})$`, match: false },
      },
    ],
  },
};

export default tseslint.config(
  // Apps of their own, with their frameworks' rules, are no part of this one.
  {
    ignores: [
      'dist',
      '.data',
      'coverage',
      'test-results',
      '.mutation',
      'node_modules',
      'demo/examples',
      'test/hosts/apps',
      'test/fixtures/next',
    ],
  },
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'demo/lingua/page/*.js', 'public/docs/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'smart'],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  ...house,
  store,
  pure,
  typesOfContract,
  names,
  {
    files: ['src/widget/**/*.ts'],
    plugins: { lit },
    rules: { ...lit.configs['flat/recommended'].rules, 'lit/no-template-arrow': 'off' },
  },
);
