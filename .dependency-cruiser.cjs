const { rules } = require('./scripts/arrows.cjs');

/** The arrows of scripts/arrows.cjs as dependency-cruiser reads them. */
module.exports = {
  forbidden: rules.map(({ probes, ...rule }) => ({ ...rule, severity: 'error' })),
  options: {
    // Types count as imports too: a room that needs another's types knows it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^src/store/generated'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
