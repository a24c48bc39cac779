/** The import law of the house (docs/architecture.md). Each rule says why; a broken one fails the build. */
const room = (name) => `^functions/${name}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-circles',
      'Two files that need each other are one idea in two places.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'domain-is-pure',
      'Rules know nothing of where they run.',
      { path: room('domain') },
      { path: '^(functions/(?!domain/)|infra|workflows|test)' },
    ),
    forbid(
      'domain-has-no-io',
      'No I/O, no AWS, no clock in the rules; hashing is arithmetic.',
      { path: room('domain') },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    forbid(
      'aws-speech-in-adapters',
      'Only adapters and the one place that wires them speak AWS.',
      { path: '^functions/', pathNot: ['^functions/adapters/', '^functions/handlers/compose\\.ts$'] },
      { path: '@aws-sdk' },
    ),
    forbid(
      'usecases-see-ports',
      'Use cases reach the world through ports; of stores they see the types.',
      { path: room('usecases') },
      { path: '^(functions/(adapters|pages|api|handlers)/|infra|test)' },
    ),
    forbid(
      'usecases-do-not-wire-stores',
      'Stores are wired at the start, use cases import their types only (and keys for imports).',
      { path: room('usecases') },
      { path: room('stores'), dependencyTypesNot: ['type-only'], pathNot: '(keys|claim-store)\\.ts$' },
    ),
    forbid(
      'stores-know-no-doors',
      'A store knows the domain and the Table port.',
      { path: room('stores') },
      { path: '^(functions/(adapters|pages|api|handlers)/|infra|test|workflows)' },
    ),
    forbid(
      'adapters-know-ports',
      'An adapter implements a port and knows no use case.',
      { path: room('adapters') },
      { path: '^(functions/(stores|pages|api|handlers)/|functions/usecases/(?!ports\\.ts)|infra|test|workflows)' },
    ),
    forbid(
      'pages-call-usecases',
      'Pages and API call use cases; they wire nothing.',
      { path: '^functions/(pages|api)/' },
      { path: '^(functions/(adapters|handlers)/|infra|test)' },
    ),
    forbid(
      'payloads-know-domain',
      'Payload schemas are words of the domain.',
      { path: '^workflows/' },
      { path: '^(functions/(?!domain/)|test)' },
    ),
    forbid(
      'stacks-know-the-blueprint',
      'Stacks point to bundles by path, never to code.',
      { path: '^infra/(app|stacks|constructs)' },
      { path: '^functions/' },
    ),
    forbid('product-knows-no-tests', 'Tests are not part of the product.', { path: '^(functions|infra|workflows)' }, { path: '^test/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(^dist|^cdk\\.out)' },
  },
};
