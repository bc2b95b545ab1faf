import { suite } from './src/suite.ts';

/** Not a test: makes the pictures in docs/screenshots (`node_modules/.bin/playwright test -c screenshots.config.ts`). */
export default suite('src/screenshots', 120_000);
