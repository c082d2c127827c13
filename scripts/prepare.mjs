// npm runs this after `npm ci`, so that the first `npm start` finds everything built.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasCompiler, root } from './project.mjs';

if (hasCompiler()) {
  const { build } = await import('./build.mjs');
  try {
    build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
} else if (!existsSync(join(root, 'dist', '.program'))) {
  // A deployment installs without development packages and brings dist/ along; then there is nothing to say.
  console.log(
    'Nothing was built: run `npm ci && npm run build` with the development packages, or bring dist/ along.',
  );
}
